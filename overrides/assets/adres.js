// Copies an address for the reader; gives what to say of it.

export async function copyAddress(address) {
  try {
    await navigator.clipboard.writeText(address);
    return "Het adres is gekopieerd. Plak het in een mail of een stuk.";
  } catch {
    return `Kopieer dit adres: ${address}`;
  }
}
