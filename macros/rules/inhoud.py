"""Wat er in een record staat."""


class BijnaGelijk:
    """Twee records van dezelfde soort zeggen niet bijna hetzelfde.

    Een lezer die twee bijna gelijke samenvattingen ziet, weet niet welke hij moet lezen.

    Voeg de twee records samen, of schrijf in de samenvatting waarin zij verschillen.

    ```fout data/lessen/mijn-les.yml
    samenvatting: Wie in kleine stappen begint met een paar mensen uit de buurt, houdt het plan langer vol dan een ander.
    ```

    ```goed data/lessen/mijn-les.yml
    samenvatting: Vraag eerst aan drie buren wat zij willen doen, en pas daarna aan de hele straat.
    ```
    """


class CijferZonderJaar:
    """Een cijfer noemt het jaar of de periode waarover het gaat.

    Een getal zonder jaar lijkt van nu te zijn. Over een paar jaar weet niemand meer wanneer het klopte.

    Vul `jaar` in. Noemt de bron geen jaar, schrijf dat dan bij `periode`.

    ```fout data/cijfers/mijn-cijfer.yml
    eenheid: personen
    ```

    ```goed data/cijfers/mijn-cijfer.yml
    eenheid: personen
    periode: niet vermeld; verslag over 2023
    ```
    """


class GedateerdWoord:
    """Een feit uit een bepaald jaar staat er zonder woorden als momenteel, dit jaar of onlangs.

    Zulke woorden kloppen alleen op de dag dat ze zijn geschreven. Wie de tekst later leest, denkt aan een ander jaar.

    Schrijf het jaar. In een advies en in een citaat mogen deze woorden wel.

    ```fout data/lessen/mijn-les.yml
    jaar: 2023
    inzicht: Momenteel beginnen veel groepen te groot.
    ```

    ```goed data/lessen/mijn-les.yml
    jaar: 2023
    inzicht: In 2023 begonnen veel groepen te groot.
    ```
    """


class TabelKloptNiet:
    """Elke rij van een tabel heeft een waarde per kolom, en de totaalrij is de som van de andere rijen.

    Zo merken wij het als er bij het overtypen iets misging.

    Vergelijk de getallen met de bron. Geeft de bron ergens geen getal, schrijf dan `null`. Telt de bron zelf verkeerd op?
    Zet dat bij `afwijkingen`; dan blijft het getal zoals de bron het geeft.

    ```fout data/cijfers/mijn-tabel.yml
    kolommen: [Aantal]
    totaal: Samen
    rijen:
      - {naam: Gemeenten, waarden: [20]}
      - {naam: Organisaties, waarden: [15]}
      - {naam: Samen, waarden: [37]}
    ```

    ```goed data/cijfers/mijn-tabel.yml
    kolommen: [Aantal]
    totaal: Samen
    rijen:
      - {naam: Gemeenten, waarden: [20]}
      - {naam: Organisaties, waarden: [15]}
      - {naam: Samen, waarden: [35]}
    ```
    """
