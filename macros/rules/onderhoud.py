"""Bij de tijd houden."""


class HerzieningVerlopen:
    """Een record wordt opnieuw nagekeken vóór de dag die bij `herzien_voor` staat.

    Kennis veroudert. De pagina zegt zelf dat de dag voorbij is, dus lezers zien het ook.

    Vergelijk het record met zijn bronnen. Zet de dag waarop u dat deed bij `nagekeken`, en kies een nieuwe dag bij
    `herzien_voor`.

    ```fout data/lessen/mijn-les.yml
    herzien_voor: 2001-01-01
    ```

    ```goed data/lessen/mijn-les.yml
    nagekeken: 2026-11-01
    herzien_voor: 2099-01-01
    ```
    """


class DatumInDeToekomst:
    """Wat al gebeurd is, heeft geen datum die nog moet komen.

    Het gaat om `toegevoegd`, `nagekeken` en `opgegeven`, om de datum bij `wijzigingen`, bij `voortgang` en van een uitgave, en
    om het begin van iets waarvan de stand `geweest` is. Met een verkeerd jaar staat een record lang bovenaan bij wat nieuw
    is. Alleen `make check` ziet dit, want een pagina hangt niet af van de dag.

    Kijk het jaar en de maand na.

    ```fout data/lessen/mijn-les.yml
    toegevoegd: 2026-01-05
    nagekeken: 2099-11-01
    ```

    ```goed data/lessen/mijn-les.yml
    toegevoegd: 2026-01-05
    nagekeken: 2026-11-01
    ```
    """


class WijzigingVoorToegevoegd:
    """Een wijziging is niet ouder dan het record.

    Een record dat er nog niet was, kon niet veranderen. Een van de twee datums klopt dus niet.

    Kijk `toegevoegd` en de datum van de wijziging na.

    ```fout data/lessen/mijn-les.yml
    toegevoegd: 2026-01-05
    wijzigingen:
      - datum: 2025-01-06
        soort: redactioneel
        tekst: Een zin korter gemaakt.
    ```

    ```goed data/lessen/mijn-les.yml
    toegevoegd: 2026-01-05
    wijzigingen:
      - datum: 2026-01-06
        soort: redactioneel
        tekst: Een zin korter gemaakt.
    ```
    """


class Intrekking:
    """Een ingetrokken record vertelt sinds wanneer en waarom, en waar de lezer nu moet zijn.

    Het adres van een ingetrokken record blijft werken. Wie erop uitkomt, moet weten wat er aan de hand is en verder kunnen.
    Een record dat niet is ingetrokken, heeft dit veld niet.

    Voeg `intrekking` toe met `sinds` en `waarom`, en als het kan met `in_plaats`.

    ```fout data/lessen/mijn-les.yml
    publicatie: ingetrokken
    ```

    ```goed data/lessen/mijn-les.yml
    publicatie: ingetrokken
    intrekking:
      sinds: 2027-05-03
      waarom: De bron bleek een ander jaar te beschrijven.
      in_plaats: [lessen/stap-voor-stap]
    ```
    """


class WijzigingNietGemeld:
    """Verandert er een feit, dan staat dat als nieuwe regel bij `wijzigingen`.

    Zo ziet een lezer, en iedereen die deze kennis overneemt, wat er anders is dan de vorige keer.

    Zet onder `wijzigingen` een regel met de datum en één zin. Kies `redactioneel` als u alleen anders schreef wat er al
    stond, en anders `inhoudelijk`.

    ```fout
    deelnemers: 37
    ```

    ```goed
    deelnemers: 37
    wijzigingen:
      - datum: 2026-11-21
        soort: inhoudelijk
        tekst: Aantal deelnemers verbeterd van 35 naar 37.
    ```
    """


class DodeLink:
    """Een link naar een andere site leidt naar een pagina die er is.

    Een lezer die op een dode link klikt, kan niet nagaan of het klopt wat hier staat.

    Zoek het nieuwe adres, of haal de link weg. Werkt de link in een browser wel? Zet hem dan in
    `data/linkuitzonderingen.yml`, met de reden en een laatste dag.

    ```fout
    url: https://www.voorbeeld.nl/rapport-dat-weg-is
    ```

    ```goed
    url: https://www.voorbeeld.nl/archief/rapport
    ```
    """


class VerhuisdeLink:
    """Een link naar een andere site noemt het adres waar de pagina nu staat.

    De andere site stuurt lezers door naar een nieuw adres. Dat doet zij meestal niet voor altijd.

    Neem het nieuwe adres uit de melding over.

    ```fout
    url: http://voorbeeld.nl/rapport
    ```

    ```goed
    url: https://www.voorbeeld.nl/rapport
    ```
    """


class UitzonderingOverbodig:
    """In de lijst met linkuitzonderingen staan alleen links die nodig zijn.

    Werkt een link weer, of staat hij nergens meer, dan verbergt de uitzondering later misschien een echte fout.

    Haal de uitzondering weg uit `data/linkuitzonderingen.yml`.

    ```fout
    uitzonderingen:
      - adres: https://www.voorbeeld.nl/werkt-weer
        reden: De site lag een week plat.
        tot: 2027-05-01
    ```

    ```goed
    uitzonderingen: []
    ```
    """


class UitzonderingVerlopen:
    """Een linkuitzondering geldt tot en met haar laatste dag; daarna kijkt iemand opnieuw.

    Zo blijft een link die nooit meer werkt, niet ongemerkt staan.

    Kijk de link na in een browser. Mag hij blijven staan? Kies dan een nieuwe dag bij `tot`. Haal anders de link en de
    uitzondering weg.

    ```fout
    tot: 2026-05-01
    ```

    ```goed
    tot: 2027-05-01
    ```
    """


class BeveiligingVerlopen:
    """Het contact voor lekken in de site is nog geldig.

    Het bestand `/.well-known/security.txt` vertelt waar iemand een lek meldt. Na de dag bij `verloopt` mag niemand er meer op
    vertrouwen. Een maand van tevoren krijgt u deze waarschuwing al.

    Kijk na of het contact nog klopt en kies een nieuwe dag, binnen een jaar.

    ```fout
    beveiliging:
      contact: lek@voorbeeld.example
      verloopt: 2001-01-01
    ```

    ```goed
    beveiliging:
      contact: lek@voorbeeld.example
      verloopt: 2027-06-01
    ```
    """
