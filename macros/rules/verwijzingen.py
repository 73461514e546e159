"""Verwijzingen tussen records."""


class OnbekendThema:
    """Een thema dat u noemt, staat in de lijst van thema's.

    Aan de thema's ziet een lezer wat bij elkaar hoort. Daarom is er één vaste lijst, in de map `data/themas`.

    Kies een thema uit die lijst. De melding noemt het thema dat er het meest op lijkt.

    ```fout data/lessen/mijn-les.yml
    themas: [werven-en-houden]
    ```

    ```goed data/lessen/mijn-les.yml
    themas: [werven-en-behouden]
    ```
    """


class OnbekendeVerwijzing:
    """Een verwijzing noemt een record dat bestaat.

    Anders zou een lezer op een pagina komen die er niet is.

    Schrijf de map en de naam van het record (`lessen/stap-voor-stap`), of alleen de naam als het veld maar één map kent.
    De melding noemt het record dat er het meest op lijkt.

    ```fout data/lessen/mijn-les.yml
    zie_ook: [lessen/stap-na-stap]
    ```

    ```goed data/lessen/mijn-les.yml
    zie_ook: [lessen/stap-voor-stap]
    ```
    """


class VerkeerdeMap:
    """Een verwijzing leidt naar de soort records die het veld vraagt.

    Bij `themas` horen thema's en bij `bron` hoort een bron. Een les past daar niet.

    Noem een record uit de map die de melding noemt. Past het nergens? Zet de verwijzing dan bij `zie_ook`.

    ```fout data/lessen/mijn-les.yml
    themas: [lessen/stap-voor-stap]
    ```

    ```goed data/lessen/mijn-les.yml
    zie_ook: [lessen/stap-voor-stap]
    ```
    """


class OudeVerwijzing:
    """Een verwijzing noemt een record bij de naam die het nu heeft.

    Een oude naam werkt nog. Maar wie het bestand leest, zoekt dan naar een record dat zo niet meer heet.

    Neem de nieuwe naam uit de melding over.

    ```fout data/lessen/mijn-les.yml
    zie_ook: [lessen/oude-naam]
    ```

    ```goed data/lessen/mijn-les.yml
    zie_ook: [lessen/stap-voor-stap]
    ```
    """


class DubbeleVerwijzing:
    """Een lijst noemt elk record en elk woord één keer.

    Anders staat hetzelfde twee keer op de pagina. Vaak had het tweede iets anders moeten zijn. Ook een oude naam, of de naam met
    en zonder map, telt als hetzelfde record.

    Haal het tweede weg, of noem daar wat u bedoelde.

    ```fout data/lessen/mijn-les.yml
    zie_ook: [lessen/stap-voor-stap, lessen/stap-voor-stap]
    ```

    ```goed data/lessen/mijn-les.yml
    zie_ook: [lessen/stap-voor-stap]
    ```

    ```fout data/lessen/mijn-les.yml
    voor_wie: [gemeenten, gemeenten]
    ```
    """


class VerwijstNaarZichzelf:
    """Een record noemt zichzelf niet bij de records waar het naar verwijst.

    Een lezer die zo'n verwijzing volgt, komt uit waar hij al was. Alleen een bron noemt bij `herkomst` vaak zichzelf.

    Noem het record dat u bedoelde, of haal de verwijzing weg.

    ```fout data/lessen/mijn-les.yml
    zie_ook: [lessen/mijn-les]
    ```

    ```goed data/lessen/mijn-les.yml
    zie_ook: [lessen/stap-voor-stap]
    ```
    """


class KapotteLink:
    """Een link in een tekst leidt ergens heen.

    Naar een record verwijst u met de map en de naam tussen haakjes. Naar een pagina van iemand anders verwijst u met het
    hele adres, dat begint met `https://`.

    Neem het adres uit de melding over, of zoek in de map hoe het record heet.

    ```fout data/lessen/mijn-les.yml
    advies: Lees ook [deze les](../stap-voor-stap) en [die site](www.voorbeeld.nl).
    ```

    ```goed data/lessen/mijn-les.yml
    advies: Lees ook [deze les](lessen/stap-voor-stap) en [die site](https://www.voorbeeld.nl).
    ```

    Op een geschreven pagina leidt een link naar een ander bestand in `docs`, of naar een kop op een pagina. De naam van die kop
    staat erachter tussen accolades. Ook een afbeelding staat in `docs`, en een pagina die in het menu staat (`mkdocs.yml`).

    ```fout docs/mijn-pagina.md
    # Mijn pagina

    ## Wie zijn wij? { #wie }

    Lees [wie wij zijn](#wie-zijn-wij).
    ```

    ```goed docs/mijn-pagina.md
    # Mijn pagina

    ## Wie zijn wij? { #wie }

    Lees [wie wij zijn](#wie).
    ```
    """


class OnbekendOnderdeel:
    """Een onderdeel dat onder een ander onderdeel hangt, noemt een onderdeel van hetzelfde record.

    Zo komt het op de pagina op de goede plek.

    Neem de naam over die de melding voorstelt, of haal `onder` weg.

    ```fout
    acties:
      - id: kaart
        onder: overzigt
    ```

    ```goed
    acties:
      - id: kaart
        onder: overzicht
    ```
    """


class OnderdelenInEenKring:
    """Onderdelen hangen niet in een kring onder elkaar.

    Hangt het ene onder het andere, en dat weer onder het eerste? Dan staat geen van beide bovenaan, en komen zij nergens op de
    pagina.

    Haal `onder` weg bij het onderdeel dat bovenaan hoort.

    ```fout
    acties:
      - id: kaart
        onder: overzicht
      - id: overzicht
        onder: kaart
    ```

    ```goed
    acties:
      - id: kaart
        onder: overzicht
      - id: overzicht
    ```
    """


class DubbeleId:
    """Een naam hoort bij één record, één onderdeel of één kop.

    Van de naam komt het adres. Twee records met dezelfde naam, of met dezelfde oude naam, zouden om dat adres vechten.

    Haal de naam weg bij het record waar hij niet hoort. Geef een onderdeel of een kop een eigen naam.

    ```fout data/lessen/mijn-les.yml
    voormalige_ids: [lessen/stap-voor-stap]
    ```

    ```goed data/lessen/mijn-les.yml
    voormalige_ids: [lessen/mijn-oude-les]
    ```
    """


class ZonderVerwijzing:
    """Elk record hangt met een ander samen: het noemt er een, of er wordt naar verwezen.

    Een record zonder thema, zonder verwijzing en dat niemand noemt, vindt een lezer alleen in een lange lijst. Bronnen en
    citaten tellen niet mee.

    Geef het record een thema, of noem het bij een ander record.

    ```fout data/lessen/mijn-les.yml
    themas: []
    ```

    ```goed data/lessen/mijn-les.yml
    themas: [werven-en-behouden]
    ```
    """


class OnbekendeActie:
    """Een project pakt alleen acties op die bij zijn ambitie horen.

    Dat kan ook een actie van een andere ambitie zijn, als daar bij `geldt_ook_voor` de ambitie van het project staat.

    Neem de id van de actie over uit het bestand van de ambitie.

    ```fout
    ambitie: leren-van-en-met-elkaar
    acties: [actie-die-er-niet-is]
    ```

    ```goed
    ambitie: leren-van-en-met-elkaar
    acties: [actie-van-die-ambitie]
    ```
    """
