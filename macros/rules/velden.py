"""Velden en waarden."""


class OnbekendVeld:
    """Een record heeft alleen velden die bij zijn soort horen.

    Een veldnaam met een tikfout zou anders stil worden overgeslagen, en dan komt uw tekst niet op de site.

    Neem de naam over die de melding voorstelt. Op de pagina [Velden](over/velden) staat welke velden er zijn.

    ```fout data/lessen/mijn-les.yml
    aliasen: [klein beginnen]
    ```

    ```goed data/lessen/mijn-les.yml
    aliassen: [klein beginnen]
    ```

    Boven een geschreven pagina staan alleen de velden `title`, `description`, `tab`, `hide`, `verborgen` en
    `voormalige_adressen`.

    ```fout docs/mijn-pagina.md
    ---
    titel: Mijn pagina
    ---
    # Mijn pagina
    ```

    ```goed docs/mijn-pagina.md
    ---
    title: Mijn pagina
    ---
    # Mijn pagina
    ```
    """


class OntbrekendVeld:
    """Elk verplicht veld is er.

    Zonder zo'n veld kan de pagina niet worden gemaakt, of weet een lezer niet waar iets vandaan komt.

    Voeg het veld toe. De melding geeft een voorbeeld. Weet u de waarde niet, zoek haar dan op in de bron.

    ```fout data/lessen/mijn-les.yml
    herkomst:
      - bron: rapport
    ```

    ```goed data/lessen/mijn-les.yml
    herkomst:
      - bron: rapport
        kop: Hoofdstuk 1
    ```
    """


class LegeWaarde:
    """Achter elke veldnaam staat iets.

    Een leeg veld kan betekenen dat het nog moet worden ingevuld, of dat er niets is. Dat verschil willen wij zien.

    Vul het veld in. Is er niets te vertellen en is het veld niet verplicht, haal dan de hele regel weg.

    ```fout data/lessen/mijn-les.yml
    inzicht:
    ```

    ```goed data/lessen/mijn-les.yml
    inzicht: Wie klein begint, houdt het langer vol.
    ```
    """


class VerkeerdType:
    """In een veld staat het soort waarde dat erbij hoort: tekst, een getal, een lijst of een groep velden.

    Een lijst schrijft u met haken, of met elke waarde op een eigen regel met een streepje en een spatie ervoor. Een rondje
    uit een tekstverwerker (•) is geen streepje. Een getal schrijft u met cijfers. De woorden yes, no, on en off leest
    YAML als waar of onwaar; zet die tussen aanhalingstekens.

    Schrijf de waarde zoals in het goede voorbeeld.

    ```fout data/lessen/mijn-les.yml
    aliassen: klein beginnen
    ```

    ```goed data/lessen/mijn-les.yml
    aliassen:
      - klein beginnen
      - stap voor stap
    ```

    ```fout data/lessen/mijn-les.yml
    jaar: twintig
    ```
    """


class OnbekendeWaarde:
    """Een veld met een vaste lijst van keuzes heeft een waarde uit die lijst.

    Alleen dan kan een lezer erop zoeken en kan de site records bij elkaar zetten.

    Kies een waarde uit de melding. Staat de waarde die u zoekt er niet bij? Overleg dan met de beheerder.

    ```fout data/lessen/mijn-les.yml
    zekerheid: zeker
    ```

    ```goed data/lessen/mijn-les.yml
    zekerheid: expliciet
    ```
    """


class OngeldigeWaarde:
    """Een waarde heeft de vorm die het veld vraagt.

    Een datum is bijvoorbeeld jaar-maand-dag, een webadres begint met `https://`, en een samenvatting telt hooguit 60 woorden.
    Een getal heeft geen punt tussen de duizendtallen: 1.719 zou ook een breuk kunnen zijn. Schrijf 1719, en een breuk als 1.5.
    De melding zegt welke vorm het veld vraagt.

    Schrijf de waarde in die vorm.

    ```fout data/lessen/mijn-les.yml
    toegevoegd: 31-12-2024
    ```

    ```goed data/lessen/mijn-les.yml
    toegevoegd: 2024-12-31
    ```

    ```fout data/cijfers/mijn-cijfer.yml
    jaar: 2023
    getal: 12.500
    ```

    ```goed data/cijfers/mijn-cijfer.yml
    jaar: 2023
    getal: 12500
    ```
    """


class TeLang:
    """Een tekst past in zijn veld.

    Een titel die te lang is, past niet op een kaart of in een lijst, en niemand leest hem uit.

    Kort de tekst in. De rest kan vaak in een ander veld, zoals de samenvatting of de toelichting.

    ```fout data/lessen/mijn-les.yml
    titel: Begin altijd klein en met weinig mensen, want wie meteen groot begint en met velen tegelijk, die haakt na een paar maanden vaak weer af
    ```

    ```goed data/lessen/mijn-les.yml
    titel: Begin klein, met weinig mensen
    ```
    """  # noqa: E501


class TeWeinig:
    """Een lijst heeft zoveel waarden als het veld vraagt.

    Bij `herkomst` is dat er minstens één: zonder bron geen record. Bij tegenspraak tussen bronnen zijn het er twee.

    Vul de lijst aan.

    ```fout data/lessen/mijn-les.yml
    herkomst: []
    ```

    ```goed data/lessen/mijn-les.yml
    herkomst:
      - bron: rapport
        kop: Hoofdstuk 1
    ```
    """
