"""Adressen van pagina's."""


class DubbelAdres:
    """Elk adres hoort bij één pagina of record.

    Twee pagina's met hetzelfde adres kunnen niet allebei worden getoond: de ene zou de andere stil vervangen. Zo geven
    `docs/hulp.md` en `docs/hulp/index.md` hetzelfde adres. Ook een bestand in `docs/` mag niets vervangen wat de site zelf maakt,
    zoals `feed.xml`.

    Geef de pagina een andere naam, of haal het oude adres weg op de plek die de melding noemt.

    ```fout docs/lessen/stap-voor-stap.md
    # Stap voor stap
    ```

    ```goed docs/stap-voor-stap.md
    # Stap voor stap
    ```
    """


class OngeldigAdres:
    """Een adres is een pad op deze site, zonder de naam van de site ervoor.

    In `voormalige_adressen` en in `data/urls.txt` staan alleen adressen van onze eigen pagina's.

    Neem het pad over dat de melding voorstelt.

    ```fout docs/over-ons.md
    ---
    voormalige_adressen: [/over/wij/]
    ---
    # Over ons
    ```

    ```goed docs/over-ons.md
    ---
    voormalige_adressen: [over/wij]
    ---
    # Over ons
    ```
    """


class VerdwenenAdres:
    """Een adres dat ooit op de site stond, blijft werken.

    Anderen verwijzen ernaar, bijvoorbeeld vanuit een raadsvoorstel.

    Hebt u een record een andere naam gegeven? Zet de oude naam dan bij `voormalige_ids`. Klopt een record niet meer? Verwijder
    het dan niet, maar zet er `publicatie: ingetrokken` in.

    ```fout data/urls.txt
    /lessen/een-oude-les/
    ```

    ```goed data/lessen/mijn-les.yml
    voormalige_ids: [lessen/een-oude-les]
    ```
    """


class AdresWeggehaald:
    """Uit `data/urls.txt` gaat nooit een regel weg.

    Dat bestand houdt bij welke adressen ooit zijn gepubliceerd. Zonder de regel merkt niemand het als het adres niet meer werkt.

    Zet de regel terug. Werkt het adres niet meer, dan vertelt een andere melding wat u kunt doen.

    ```fout
    /lessen/nieuwe-les/
    ```

    ```goed
    /lessen/nieuwe-les/
    /lessen/oude-les/
    ```
    """
