/* The forms under /beheer/: starts Decap CMS with the settings that were made from the kinds, and sees to it that what it
   saves looks like the other files in data/: named after its id, without empty fields, in their order. */
import { DUMP_SCHEMA, Schema, dump, load, timestampTag } from "../beheer/js-yaml.mjs";

const ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const TAKEN = ["kader", "lijst"]; // addresses that every list has itself
const folder = new URL("../beheer/", import.meta.url);

function script(address) {
  return new Promise((done, failed) => {
    const made = document.createElement("script");
    made.src = address;
    made.onload = done;
    made.onerror = failed;
    document.head.append(made);
  });
}

const isEmpty = (value) => value === undefined || value === null || value === "" || value.size === 0;

/* One value without what is empty in it, its fields in the order of the form. An empty number in a list is a gap that counts. */
function tidy(value, field) {
  if (typeof value === "string") return field.widget === "text" ? value.replace(/[ \t]+$/gm, "") : value.trim();
  if (field.widget === "list" || field.multiple) {
    const gaps = field.field?.widget === "number";
    const items = value.map((item) => (gaps && isEmpty(item) ? null : tidy(item, field.field ?? { ...field, widget: "object", multiple: false })));
    return items.filter((item) => gaps || !isEmpty(item));
  }
  return value?.toOrderedMap ? ordered(value, field.fields ?? []) : value;
}

function ordered(map, fields) {
  const known = Object.fromEntries(fields.map((field, place) => [field.name, { ...field, place }]));
  const place = (name) => known[name]?.place ?? fields.length;
  return map
    .toOrderedMap()
    .map((value, name) => tidy(value, known[name] ?? {}))
    .filter((value) => !isEmpty(value))
    .sortBy((_, name) => place(name));
}

/* The id of a new record is asked for once; that of a record that is there stands fixed. */
function idControl() {
  return window.createClass({
    id() {
      return this.props.entry.get("newRecord") ? (this.props.value ?? "") : this.props.entry.get("slug");
    },
    isValid() {
      const id = this.id();
      const message =
        id && ID.test(id) && id.length <= 100 && !TAKEN.includes(id)
          ? null
          : "Vul een id in met kleine letters, cijfers en losse streepjes, zoals mijn-les.";
      return message ? { error: { type: "CUSTOM", message } } : { error: false };
    },
    render() {
      const { forID, classNameWrapper, onChange, setActiveStyle, setInactiveStyle, entry } = this.props;
      return window.h("input", {
        type: "text",
        id: forID,
        className: classNameWrapper,
        value: this.id(),
        readOnly: !entry.get("newRecord"),
        spellCheck: false,
        onChange: (event) => onChange(event.target.value),
        onFocus: setActiveStyle,
        onBlur: setInactiveStyle,
      });
    },
  });
}

/* The files as the rest of data/ has them: PyYAML reads them, and it takes more for a number or a date than others do. */
const schema = new Schema(DUMP_SCHEMA.tags.filter((tag) => tag !== timestampTag)); // a date stands there as it is
const yaml = {
  fromFile: (text) => load(text) ?? {},
  toFile: ({ id, ...record }) => dump(record, { schema, lineWidth: 110, noRefs: true }),
};

window.CMS_MANUAL_INIT = true;
const [settings] = await Promise.all([
  fetch(new URL("config.json", folder)).then((answer) => answer.json()),
  script(new URL("decap-cms.js", folder)),
]);
const forms = Object.fromEntries(settings.collections.map((collection) => [collection.name, collection.fields]));
const CMS = window.CMS;
CMS.registerCustomFormat("yaml", "yml", yaml);
CMS.registerWidget("kp-id", idControl());
CMS.registerEventListener({
  name: "preSave",
  handler: ({ entry }) => ordered(entry.get("data"), forms[entry.get("collection")] ?? []),
});
document.getElementById("kp-beheer").remove();
CMS.init({ config: settings });
