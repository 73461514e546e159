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
    """Elke rij van een tabel heeft een waarde per kolom, en een rij die een som is, klopt met de rijen waar zij uit bestaat.

    Zo merken wij het als er bij het overtypen iets misging.

    Vergelijk de getallen met de bron. Geeft de bron ergens geen getal, schrijf dan `null`. Telt de bron zelf verkeerd op?
    Zet dat bij `afwijkingen`; dan blijft het getal zoals de bron het geeft.

    Is een rij de som van alle andere? Noem haar bij `totaal`. Is zij de som van een paar andere? Noem die dan bij `som_van` van
    die rij, met een - voor wat eraf gaat.

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


class LangeZin:
    """Een zin telt hooguit 25 woorden.

    Wie een lange zin leest, is aan het eind vergeten hoe hij begon. Ook wie snel leest, haalt er minder uit.

    Maak er twee zinnen van, of laat weg wat niet nodig is. Een dubbele punt met een opsomming maakt een zin ook lang: zet de
    opsomming dan in een lijst. Lukt het echt niet? Dan mag u deze waarschuwing laten staan. Wij kijken naar alle samenvattingen
    en teksten, want daarin komen er bijna geen voor. Zo valt elke nieuwe op.

    ```fout data/lessen/mijn-les.yml
    advies: |
      Vraag drie buren die u al langer kent wat zij willen doen, kies daarna samen een dag waarop iedereen kan,
      en begin met een plan dat in een uur klaar is.
    ```

    ```goed data/lessen/mijn-les.yml
    advies: |
      Vraag drie buren die u al langer kent wat zij willen doen. Kies daarna samen een dag waarop iedereen kan.
      Begin met een plan dat in een uur klaar is.
    ```
    """


class OnbekendWoord:
    """Elk woord in een titel, samenvatting of tekst staat in een woordenboek of in onze eigen lijst.

    Een tikfout leidt af, en zoeken vindt het woord dan niet.

    Verbeter het woord. Is het een naam of een vakwoord dat goed is gespeld? Zet het dan in `data/woordenlijst.txt`, op een eigen
    regel. Deze waarschuwing houdt nooit iets tegen. Zij komt alleen van `make check`, op een computer met hunspell en het
    Nederlandse woordenboek.

    ```fout
    titel: Begin kleyn
    ```

    ```goed
    titel: Begin klein
    ```
    """


class WebadresInTitel:
    """In een titel en een samenvatting staat geen webadres.

    Titels en samenvattingen staan in lijsten en zoekresultaten. Een webadres kan daar niet worden aangeklikt en is lastig te
    lezen.

    Haal het adres weg en schrijf in woorden waar het over gaat. Is het adres de bron? Noem die bron dan bij `herkomst`. Wilt u
    ernaar verwijzen? Dat kan in een tekst, met woorden tussen rechte haken en het adres erachter.

    ```fout data/lessen/mijn-les.yml
    titel: Begin klein https://www.voorbeeld.nl/begin-klein
    ```

    ```goed data/lessen/mijn-les.yml
    titel: Begin klein
    advies: Lees ook [hoe anderen begonnen](https://www.voorbeeld.nl/begin-klein).
    ```
    """


class Opsommingsteken:
    """Een opsomming heeft streepjes, geen rondjes uit een tekstverwerker.

    Wie een lijstje uit Word kopieert, krijgt een • voor elke regel. Op de pagina komt dan alles achter elkaar te staan.

    Vervang elk rondje door een streepje en een spatie. Zet elke regel van de lijst op een nieuwe regel.

    ```fout data/lessen/mijn-les.yml
    advies: |
      • Vraag drie buren.
      • Kies een dag.
    ```

    ```goed data/lessen/mijn-les.yml
    advies: |
      - Vraag drie buren.
      - Kies een dag.
    ```
    """


class GekruldAanhalingsteken:
    """Een waarde staat niet in haar geheel tussen gekrulde aanhalingstekens.

    Alleen rechte aanhalingstekens (") horen bij YAML. Gekrulde (“ ”) zet een tekstverwerker er neer, en die komen op de site.

    Haal ze weg, of vervang ze door rechte. Is de titel echt een citaat? Dan mag u deze waarschuwing laten staan.

    ```fout data/lessen/mijn-les.yml
    titel: “Begin klein”
    ```

    ```goed data/lessen/mijn-les.yml
    titel: "Begin klein"
    ```
    """


class MogelijkPersoon:
    """Een tekst noemt geen mensen, maar organisaties en rollen.

    Een naam, een eigen e-mailadres of een telefoonnummer blijft jaren op het web staan. Alleen bij `auteurs` van een
    gepubliceerd werk staan namen, omdat verwijzen dat vraagt.

    Noem de organisatie of de rol, en geef het adres van een functie. Gaat het toch niet om een mens? Dan mag u deze
    waarschuwing laten staan.

    ```fout data/lessen/mijn-les.yml
    beheerder: voornaam.achternaam@voorbeeld.example
    ```

    ```goed data/lessen/mijn-les.yml
    beheerder: info@voorbeeld.example
    ```
    """


class EindeVoorBegin:
    """Een einde ligt niet vóór het begin.

    Is het begin of het einde minder precies bekend, dan telt alleen wat beide zeggen: van 2027-03 tot 2027 kan.

    Kijk beide na in de bron.

    ```fout
    begin: 2027-03
    einde: 2027-02-28
    ```

    ```goed
    begin: 2027-02-28
    einde: 2027-03
    ```
    """


class BuitenDeWeek:
    """Een sessie valt op een dag van de Kennisboostweek waar zij bij hoort.

    Anders staat zij in het programma van die week op een dag waarop die week al voorbij is, of nog moet beginnen.

    Kijk de dag van de sessie en de dagen van de week na. Hoort de sessie niet bij de week? Haal `week` dan weg.

    ```fout
    week: mijn-week
    begin: 2027-04-22 15:30
    ```

    ```goed
    week: mijn-week
    begin: 2027-04-13 15:30
    ```
    """


class OpgaveZonderDatum:
    """Wie opgeeft wat hij zoekt of biedt, noemt de dag waarop hij dat zei.

    Zo ziet een lezer van de Kennisruil of het nog kan gelden.

    Voeg die dag toe bij `opgegeven`. Vraag de organisatie ernaar als u hem niet weet.

    ```fout
    biedt: [Evenementen]
    ```

    ```goed
    biedt: [Evenementen]
    opgegeven: 2026-01-15
    ```
    """


class DubbelInBundel:
    """Een bundel noemt elk record één keer.

    Een lezer die hetzelfde stuk twee keer tegenkomt, denkt dat hij iets heeft gemist.

    Laat het record staan waar het de lezer het meest helpt, en haal het ergens anders weg.

    ```fout
    onderdelen:
      - {record: lessen/mijn-les, waarom: Om te beginnen.}
      - {record: lessen/mijn-les, waarom: Nog een keer.}
    ```

    ```goed
    onderdelen:
      - {record: lessen/mijn-les, waarom: Om te beginnen.}
    ```
    """


class NietOpenbaarInBundel:
    """Een bundel noemt alleen records die lezers kunnen vinden.

    Een concept of een ingetrokken record staat niet op de pagina van de bundel. De andere stukken wel.

    Kies een ander record, of haal het weg.

    ```fout
    onderdelen:
      - {record: lessen/ingetrokken-les, waarom: Dit geldt niet meer.}
    ```

    ```goed
    onderdelen:
      - {record: lessen/mijn-les, waarom: Deze les kwam ervoor in de plaats.}
    ```
    """
