"""Geschreven pagina's."""


class OnbekendeMacro:
    """Een macro op een pagina bestaat.

    Een macro vult iets in uit de gegevens, zoals een lijst met lessen. Een naam met een tikfout vult niets in.

    Neem de naam over die de melding voorstelt. Op de pagina [Macro's](over/macros) staan ze allemaal.

    ```fout docs/mijn-pagina.md
    # Mijn pagina

    {{ lesen(aantal=5) }}
    ```

    ```goed docs/mijn-pagina.md
    # Mijn pagina

    {{ lessen(aantal=5) }}
    ```
    """


class MacroFout:
    """Een macro krijgt de waarden die zij vraagt, en is goed geschreven.

    Achter de naam staan haakjes, met daarin de waarden. Tekst staat tussen aanhalingstekens, een getal niet.

    Lees in de melding welke waarde niet past, en kies een andere. Op de pagina [Macro's](over/macros) staat wat elke macro
    vraagt.

    ```fout docs/mijn-pagina.md
    # Mijn pagina

    {{ lessen(aantal="vijf") }}
    ```

    ```goed docs/mijn-pagina.md
    # Mijn pagina

    {{ lessen(aantal=5) }}
    ```
    """


class MacroVerboden:
    """Tussen dubbele accolades staat alleen een macro met gewone waarden.

    Een pagina is tekst, geen programma. Zo kan niemand met een pagina iets doen op de computer die de site maakt.

    Gebruik een macro. Moeten er accolades in de tekst staan, zet ze dan tussen `{% raw %}` en `{% endraw %}`.

    ```fout docs/mijn-pagina.md
    # Mijn pagina

    {{ 1 + 1 }}
    ```

    ```goed docs/mijn-pagina.md
    # Mijn pagina

    {{ aantal("lessen") }}
    ```
    """


class KopZonderId:
    """Elke kop op een geschreven pagina heeft een vaste naam, voor links.

    Anderen verwijzen naar één kop op een pagina. Met een vaste naam blijft die link werken als u de kop anders schrijft.

    Zet achter de kop een korte naam tussen accolades. De titel van de pagina heeft er geen nodig.

    ```fout docs/mijn-pagina.md
    # Mijn pagina

    ## Wie zijn wij?
    ```

    ```goed docs/mijn-pagina.md
    # Mijn pagina

    ## Wie zijn wij? { #wie }
    ```
    """


class Pagina:
    """Een geschreven pagina kan worden gemaakt zonder waarschuwing van het programma dat haar maakt.

    De meeste fouten op een pagina merken wij zelf. Wat dan nog overblijft, merkt dat programma (MkDocs): bijvoorbeeld een link
    in een stuk HTML. De melding is van dat programma zelf en staat daarom in het Engels. Zij noemt het bestand en
    de link.

    Kijk in het genoemde bestand of de link klopt. De naam van een kop staat erachter tussen accolades.

    ```fout
    Lees [wie wij zijn](over/index.md#wie-zijn-wij).
    ```

    ```goed
    Lees [wie wij zijn](over/index.md#wie).
    ```
    """


class VerkeerdePaginanaam:
    """De naam van een pagina bestaat uit kleine letters, cijfers en streepjes, met `.md` erachter.

    De naam van het bestand is het adres van de pagina. Met een spatie of een accent wordt dat iets als `/mijn%20pagina/`. Alleen
    van een pagina die op `.md` eindigt, kijken wij de macro's en de links na. De startpagina van een map heet `index.md`: een
    pagina die `README.md` heet, zou een ander adres krijgen dan haar naam zegt.

    Geef het bestand de naam die de melding voorstelt. Verwijzen andere pagina's ernaar, verander dan ook die links.

    ```fout docs/Mijn pagina.md
    # Mijn pagina
    ```

    ```goed docs/mijn-pagina.md
    # Mijn pagina
    ```

    ```fout docs/hulp/README.md
    # Hulp
    ```

    ```goed docs/hulp/index.md
    # Hulp
    ```
    """


class VeldenNietGelezen:
    """De velden van een pagina staan bovenaan, tussen twee regels met drie streepjes.

    Staat er iets voor de eerste regel, al is het een lege regel, of ontbreekt de tweede, dan leest niemand de velden. Zij zouden
    als tekst op de pagina komen. Zonder de streepjes gebeurt het omgekeerde: dan verdwijnt de eerste regel van de pagina.

    Zet `---` op de eerste regel van het bestand, en weer `---` op een eigen regel onder de velden.

    ```fout docs/mijn-pagina.md
    ---
    title: Mijn pagina
    # Mijn pagina
    ```

    ```goed docs/mijn-pagina.md
    ---
    title: Mijn pagina
    ---
    # Mijn pagina
    ```
    """


class ZonderTitel:
    """Een geschreven pagina heeft een titel.

    Zonder titel heet de pagina in de browser, in zoekresultaten en in het menu naar haar bestand. Een lezer weet dan niet waar
    hij is.

    Begin de pagina met een hekje, een spatie en de titel.

    ```fout docs/mijn-pagina.md
    Hier staat alleen tekst.
    ```

    ```goed docs/mijn-pagina.md
    # Mijn pagina

    Hier staat tekst.
    ```
    """


class HtmlVerboden:
    """Een geschreven pagina bevat alleen HTML die op deze site werkt.

    De browser van een lezer voert hier geen code uit die in een pagina staat, en laat niets zien van een andere site. Zo kan
    niemand met een pagina lezers volgen of iets op hun computer doen. Wat u toch plakt, ziet de lezer niet: er komt een gat.

    Haal `script`, `style` en alles wat met `on` begint, zoals `onclick`, weg. Maak van een film of kaart van elders een link.
    Voor opmaak zijn er klassen, zoals `.kp-lead` voor de inleiding. HTML die een lezer als tekst moet zien, staat in
    een blok code.

    ```fout docs/mijn-pagina.md
    # Mijn pagina

    <p style="font-size: 2rem">Wij helpen u op weg.</p>

    <iframe src="https://www.voorbeeld.nl/film"></iframe>
    ```

    ```goed docs/mijn-pagina.md
    # Mijn pagina

    Wij helpen u op weg.
    { .kp-lead }

    Bekijk [de film](https://www.voorbeeld.nl/film).
    ```
    """


class AfbeeldingVanElders:
    """Een afbeelding op een geschreven pagina staat bij ons, niet op een andere site.

    Een andere site zou anders zien wie onze pagina's leest. Daarom laat de browser van een lezer zo'n afbeelding niet zien. Ook
    kan een andere site haar weghalen of vervangen.

    Mag u de afbeelding gebruiken? Zet het bestand in `docs/assets` en schrijf de weg daarheen. Mag dat niet, maak er dan een
    link van.

    ```fout docs/mijn-pagina.md
    # Mijn pagina

    ![Vrijwilligers in een buurthuis](https://www.voorbeeld.nl/buurthuis.jpg)
    ```

    ```goed docs/mijn-pagina.md
    # Mijn pagina

    Bekijk [de foto van het buurthuis](https://www.voorbeeld.nl/buurthuis.jpg).
    ```
    """
