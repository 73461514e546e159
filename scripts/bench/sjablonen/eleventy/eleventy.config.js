export default function (config) {
  config.addPassthroughCopy("stijl.css");
  config.addCollection("opId", (all) => Object.fromEntries(all.getFilteredByTag("lessen").map((page) => [page.fileSlug, page])));
  config.addCollection("opTitel", (all) =>
    all.getFilteredByTag("lessen").sort((a, b) => (a.data.title < b.data.title ? -1 : a.data.title > b.data.title ? 1 : 0)),
  );
  config.addFilter("record", (page) =>
    JSON.stringify({
      pad: page.url,
      titel: page.data.title,
      samenvatting: page.data.samenvatting,
      jaar: page.data.jaar,
      themas: page.data.themas,
      ambities: page.data.ambities,
      voor_wie: page.data.voor_wie,
      zekerheid: page.data.zekerheid,
      herkomst: page.data.herkomst,
      zie_ook: page.data.zie_ook,
      toegevoegd: page.data.toegevoegd,
      tekst: page.rawInput,
    }),
  );
  config.addFilter("iso", (day) => day.toISOString().slice(0, 10));
  return {
    dir: { input: ".", output: "site", includes: "_includes" },
    markdownTemplateEngine: false,
    htmlTemplateEngine: "njk",
  };
}
