#!/usr/bin/env bash
# Writes Data/isbot.txt anew from the npm package isbot (Unlicense), by default its newest version. The other files of Data are our own.
# Afterwards run the tests: ./dev test -class "*Enrich*". A new alternative may be a false alarm on a browser of Agents.tsv.
#
#   Gateway/Enrich/Agents/update-data.sh [VERSION]
set -euo pipefail
data="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/Data"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" "isbot@${1:-latest}"
node > isbot.txt <<'SCRIPT'
const { version, license } = require("./node_modules/isbot/package.json");
const { list, getPattern } = require("./node_modules/isbot/index.js");
// The package joins the list itself; were it to stop, this file would mean something else than the package.
if (license !== "Unlicense" || getPattern().source.replaceAll("\\/", "/") !== list.join("|") || getPattern().flags !== "i") {
  throw new Error("The package isbot has changed its licence or how it joins its list.");
}
console.log(`# Words by which programs are known. Source: npm package isbot, https://github.com/omrilotan/isbot. Licence: ${license}.`);
console.log(`# Version: ${version}. Written by update-data.sh.`);
console.log("# One regular expression a line, without regard to case; a space at an end is written [ ].");
for (const alternative of list) {
  console.log(alternative.replace(/^ | $/g, "[ ]"));
}
console.log("end");
SCRIPT
mv isbot.txt "$data/isbot.txt"
