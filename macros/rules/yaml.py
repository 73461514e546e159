r"""Schrijven in YAML."""


class YamlFout:
    r"""Een bestand is goede YAML: op elke regel een veldnaam, een dubbele punt, een spatie en een waarde.

    Het programma leest een bestand regel voor regel. Eén teken op de verkeerde plek, en het weet niet meer wat bij wat hoort.
    De melding zegt waar het lezen stopte. De fout staat daar, of op de regel erboven.

    - Staat er een dubbele punt in de tekst? Zet de hele waarde tussen rechte aanhalingstekens.
    - Gebruik rechte aanhalingstekens ("), geen gekrulde (“ ”). Die zet een tekstverwerker er vanzelf neer.
    - Regels die bij elkaar horen, springen even ver in.
    - Sluit elk aanhalingsteken en elk haakje.

    ```fout data/lessen/mijn-les.yml
    titel: Begin klein: zo werkt het
    ```

    ```goed data/lessen/mijn-les.yml
    titel: "Begin klein: zo werkt het"
    ```

    ```fout data/lessen/mijn-les.yml
    titel: “Begin klein: zo werkt het”
    ```
    """


class Tab:
    """Regels springen in met spaties, niet met de tabtoets.

    Een tab is op de ene computer breder dan op de andere. Daarom telt YAML alleen spaties.

    Vervang elke tab door twee spaties. Veel programma's kunnen dat vanzelf doen: zoek naar "spaties in plaats van tabs".

    ```fout data/lessen/mijn-les.yml
    herkomst:
    \t- bron: rapport
    \t  kop: Hoofdstuk 1
    ```

    ```goed data/lessen/mijn-les.yml
    herkomst:
      - bron: rapport
        kop: Hoofdstuk 1
    ```
    """


class Hekje:
    """Een hekje met een spatie ervoor staat niet in een tekst zonder aanhalingstekens.

    Na een spatie begint in YAML met `#` een opmerking. Alles erachter valt dan stil weg: van `Werk #samen` blijft `Werk`.

    Zet de hele waarde tussen aanhalingstekens. In een tekst van meer regels, na `|` of `>-`, mag een hekje wel. Is het
    echt een opmerking? Zet dan een spatie achter het hekje.

    ```fout data/lessen/mijn-les.yml
    titel: Werk #samen stap voor stap
    ```

    ```goed data/lessen/mijn-les.yml
    titel: "Werk #samen stap voor stap"
    ```

    ```goed data/lessen/mijn-les.yml
    titel: Werk stap voor stap # een opmerking
    ```
    """


class VreemdTeken:
    r"""In een bestand staan geen onzichtbare tekens.

    Zulke tekens komen vaak mee als u kopieert uit een ander programma. U ziet ze niet, maar een programma leest ze wel. Zoeken
    vindt bijvoorbeeld een woord niet met een onzichtbaar afbreekteken erin. Tekens die YAML niet toestaat zijn een fout. Voor de
    andere geeft `make check` een waarschuwing.

    Ga naar de plek die de melding noemt, verwijder het stukje en typ het opnieuw. Een backslash tussen dubbele
    aanhalingstekens maakt ook zo'n teken; gebruik dan enkele aanhalingstekens.

    ```fout data/lessen/mijn-les.yml
    titel: "Begin\0klein"
    ```

    ```goed data/lessen/mijn-les.yml
    titel: Begin klein
    ```
    """


class Anker:
    """Een waarde begint niet met `*` of `&`.

    In YAML is dat een anker: een manier om een waarde te herhalen. Wie het bestand leest, moet dan zoeken wat er staat.
    Daarom gebruiken wij ze niet.

    Zet de waarde tussen aanhalingstekens, of schrijf haar helemaal uit.

    ```fout data/lessen/mijn-les.yml
    titel: *Begin* klein
    ```

    ```goed data/lessen/mijn-les.yml
    titel: Begin klein
    ```
    """


class Tag:
    """Een waarde begint niet met een uitroepteken.

    In YAML is dat een tag: een opdracht aan het programma dat het bestand leest. Die gebruiken wij niet.

    Zet de waarde tussen aanhalingstekens, of laat het uitroepteken weg.

    ```fout data/lessen/mijn-les.yml
    titel: !Let op de kleine stappen
    ```

    ```goed data/lessen/mijn-les.yml
    titel: "!Let op de kleine stappen"
    ```
    """


class TeDiep:
    """Lijsten en velden staan hooguit veertig lagen diep in elkaar.

    Geen enkel record heeft meer dan een paar lagen nodig. Staan er meer, dan is er een haakje of streepje te veel.

    Haal de haakjes of streepjes weg die er niet horen.

    ```fout data/lessen/mijn-les.yml
    aliassen: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[klein beginnen]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
    ```

    ```goed data/lessen/mijn-les.yml
    aliassen: [klein beginnen]
    ```
    """


class DubbeleSleutel:
    """Een veldnaam staat één keer in een record.

    Staat hij er twee keer, dan zou de ene waarde stil verdwijnen.

    Voeg de twee samen tot één. Bij een lijst zet u de waarden onder elkaar.

    ```fout data/lessen/mijn-les.yml
    aliassen: [klein beginnen]
    aliassen: [stap voor stap]
    ```

    ```goed data/lessen/mijn-les.yml
    aliassen: [klein beginnen, stap voor stap]
    ```
    """
