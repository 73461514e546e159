"""Search: the words that Dutch readers type, and the Pagefind run over the finished pages."""
