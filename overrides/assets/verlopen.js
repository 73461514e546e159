// Says of a page that should have been reviewed by now that it is late. The page itself does not know what day it is.

const today = new Date().toLocaleDateString("sv-SE", { timeZone: "Europe/Amsterdam" }); // as in 2027-05-01

for (const date of document.querySelectorAll("time[data-herzien]")) {
  if (date.dateTime < today) {
    const lead = document.querySelector(".kp-kop .kp-lead");
    lead?.after(remark("p", `Deze pagina had vóór ${date.textContent} nagekeken moeten zijn.`));
    date.after(" ", remark("span", "(verlopen)"));
  }
}

function remark(tag, text) {
  const made = document.createElement(tag);
  made.className = "kp-verlopen";
  made.textContent = text;
  return made;
}
