"""Bestanden en mappen."""


class GeenMap:
    """De map met gegevens bestaat.

    Alle records staan in één map, meestal `data`. Met `DATA=` kunt u een andere map noemen. Staat daar een tikfout in,
    dan is er niets om te lezen.

    Kijk de naam na die u achter `DATA=` schreef, of laat `DATA=` weg.

    ```fout
    make check DATA=dta
    ```

    ```goed
    make check DATA=data
    ```
    """


class OnbekendeMap:
    """Elke map in de gegevens hoort bij een soort records, en een verwijzing noemt zo'n map.

    De naam van de map bepaalt welke velden een record heeft. Van een map met een andere naam weten wij dat niet.

    Neem de naam over die de melding voorstelt. Wilt u een nieuwe soort records? Overleg dan eerst met de beheerder.

    ```fout data/lessen/mijn-les.yml
    zie_ook: [lesen/stap-voor-stap]
    ```

    ```goed data/lessen/mijn-les.yml
    zie_ook: [lessen/stap-voor-stap]
    ```
    """


class MapInMap:
    """In een map van records staan geen andere mappen.

    Het adres van een record is zijn map en zijn naam, zoals `lessen/mijn-les`. Voor een map daartussen is geen plaats.

    Zet het record direct in de map van zijn soort. Wilt u records groeperen? Geef ze dan hetzelfde thema.

    ```fout data/lessen/oud/mijn-les.yml
    titel: Begin klein
    ```

    ```goed data/lessen/mijn-les.yml
    titel: Begin klein
    ```
    """


class OnbekendBestand:
    """Los in de map met gegevens staan alleen bestanden die het portaal kent.

    Een record dat op de verkeerde plek staat, zou anders stil van de site verdwijnen.

    Zet een record in de map van zijn soort. Notities en andere bestanden horen niet in `data`.

    ```fout data/mijn-les.yml
    titel: Begin klein
    ```

    ```goed data/lessen/mijn-les.yml
    titel: Begin klein
    ```
    """


class GeenBestand:
    """In de map met gegevens staan alleen gewone bestanden.

    Een bijzonder bestand, zoals een pijp of een apparaat, kan niet worden gelezen of bewaard.

    Verwijder het. Weet u niet hoe het daar kwam? Vraag het de beheerder.

    ```fout
    prw-r--r-- data/lessen/mijn-les.yml
    ```

    ```goed
    -rw-r--r-- data/lessen/mijn-les.yml
    ```
    """


class Snelkoppeling:
    """Een bestand staat zelf in de map, niet als snelkoppeling naar ergens anders.

    Een snelkoppeling werkt alleen op uw eigen computer. Bij anderen is het bestand er dan niet.

    Verwijder de snelkoppeling en zet het bestand zelf op die plek.

    ```fout
    data/lessen/mijn-les.yml -> C:/Documenten/mijn-les.yml
    ```

    ```goed
    data/lessen/mijn-les.yml
    ```
    """


class VerkeerdeExtensie:
    """De naam van een record eindigt op `.yml`.

    Zo is van elk record zeker waar het staat. Met `.yml` en `.yaml` naast elkaar zouden twee bestanden dezelfde naam
    kunnen hebben.

    Geef het bestand een andere naam. Zet bestanden die geen record zijn, zoals een Word-document, ergens anders.

    ```fout data/lessen/mijn-les.yaml
    titel: Begin klein
    ```

    ```goed data/lessen/mijn-les.yml
    titel: Begin klein
    ```
    """


class OngeldigeId:
    """De naam van een record bestaat uit kleine letters, cijfers en losse streepjes, en begint met een letter.

    De naam van het bestand wordt het adres van de pagina. Spaties, hoofdletters en accenten geven daarin problemen.
    Enkele namen gebruikt de site zelf; die kunt u niet kiezen.

    Geef het bestand de naam die de melding voorstelt, of een andere korte naam. De titel op de pagina verandert daar niet van.

    ```fout data/lessen/Mijn les.yml
    titel: Begin klein
    ```

    ```goed data/lessen/mijn-les.yml
    titel: Begin klein
    ```
    """


class Onleesbaar:
    """Elk bestand en elke map kan worden gelezen.

    Uw computer weigerde het bestand te openen. Dan weten wij ook niet wat erin staat.

    Kijk of u rechten op het bestand hebt en of een ander programma het openhoudt. Haal het anders opnieuw op.

    ```fout
    ---------- data/lessen/mijn-les.yml
    ```

    ```goed
    -rw-r--r-- data/lessen/mijn-les.yml
    ```
    """


class TeGroot:
    """Een bestand is hooguit 1 MB.

    Een record is tekst. Is het groter dan een boek, dan staat er iets in wat er niet hoort, zoals een plaatje.

    Haal weg wat er niet in hoort en verwijs ernaar met een link.

    ```fout
    inzicht: | (hieronder staat een heel rapport)
    ```

    ```goed
    inzicht: De kern van het rapport in een paar alinea's.
    ```
    """


class LeegBestand:
    """In elk bestand staat iets.

    Een leeg bestand is meestal een vergissing: het is gemaakt, maar nog niet ingevuld.

    Vul de velden in, of verwijder het bestand. `make new` maakt een bestand met uitleg bij elk veld.

    ```fout
    # Nog te schrijven
    ```

    ```goed
    titel: Begin klein
    ```
    """


class GeenUtf8:
    """Een bestand is opgeslagen als UTF-8.

    Dat is de gewone manier om letters te bewaren. Bij een andere manier verandert een é of een € in iets anders.

    Open het bestand en sla het opnieuw op. Kies daarbij UTF-8. In Kladblok staat die keuze bij Opslaan als, onder Codering.

    ```fout
    titel: Co�rdinatie
    ```

    ```goed
    titel: Coördinatie
    ```
    """


class Botsing:
    """In een bestand staat één versie, niet twee door elkaar.

    Hebben twee mensen hetzelfde bestand veranderd, dan kiest Git niet. Het zet beide versies in het bestand, met regels van
    zeven tekens ertussen. Zo kan niemand het bestand lezen.

    Kies wat moet blijven staan en haal de regels met `<<<<<<<`, `=======` en `>>>>>>>` weg. Eerst staat de ene versie,
    na `=======` de andere. Weet u niet wat goed is? Vraag het wie de andere schreef.

    ```fout data/lessen/mijn-les.yml
    <<<<<<< HEAD
    advies: Begin klein.
    =======
    advies: Begin groot.
    >>>>>>> main
    ```

    ```goed data/lessen/mijn-les.yml
    advies: Begin klein.
    ```
    """
