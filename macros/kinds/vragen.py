"""Questions that the sources ask and do not answer."""

from macros.kinds.base import Kind, Record, Tekst, veld


class OpenVraag(Record):
    body = ("wat",)

    wat: Tekst = veld("Wat zegt de bron?", "Waar de vraag vandaan komt; er wordt geen antwoord verzonnen.")


KIND = Kind(
    folder="vragen",
    one="vraag",
    many="vragen",
    title="Vragen zonder antwoord",
    intro="Vragen die in de bronnen staan, maar daar geen antwoord krijgen.",
    models=(OpenVraag,),
    tab="Over",
    invites="Hebt u ook een vraag zonder antwoord? Stuur haar in",
    order=85,
)
