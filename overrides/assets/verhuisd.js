// At an old address: go on to where the page is now, and take along what stands behind the address.

const link = document.querySelector("a[data-verhuisd]");
location.replace(link.href + location.search + location.hash);
