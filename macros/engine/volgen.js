// Stands in every page that make serve shows: loads it anew as soon as it looks different. Only a page that somebody sees
// listens, because a browser has few connections to one server.

const news = new URL(`berichten${new URL(import.meta.url).search}`, import.meta.url);
let stream;

function listen() {
  stream?.close();
  stream = undefined;
  if (document.hidden) return;
  stream = new EventSource(news);
  stream.onmessage = () => {
    stream.close();
    location.reload();
  };
}

document.addEventListener("visibilitychange", listen);
listen();
