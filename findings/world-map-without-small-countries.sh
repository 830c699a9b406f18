#!/usr/bin/env bash
# What one would guess: world-atlas, the TopoJSON map that most charts of the web use, has every country, and the file for 1:110 million
# merely has coarser borders. A country is found by its ISO number.
#
# What happens (npm world-atlas 2.0.2, i18n-iso-countries 7.14.0): the coarse file, the one that is small enough for a page (108 kB), lacks 75
# of the 249 countries of ISO 3166-1, among them Singapore, Hong Kong, Malta, Bahrain and Mauritius. Three of its 177 shapes have no number;
# one is Kosovo. The file for 1:50 million lacks 14. Numbers are texts with leading zeros ("036"), so a lookup by a number fails.
#
# Who is hurt: whoever colours a map by visitors. Those from Singapore are in the table and in the sum, and not on the map; nothing says so.
#
# What to do: list beside the map what it has no shape for, or take the finer file.
#
# Needs: Node.js 20 or newer with npm. Everything else goes to a temporary folder.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{ "private": true }' > package.json
npm install --no-audit --no-fund --loglevel=error world-atlas@2.0.2 i18n-iso-countries@7.14.0 > /dev/null

cat > missing.js <<'PROGRAM'
const iso = require('i18n-iso-countries');

// XK is no code of ISO 3166-1.
const all = Object.keys(iso.getNumericCodes()).filter((number) => iso.numericToAlpha2(number) !== 'XK');
let asFound = true;
for (const [name, shapes, missing, examples] of [
  ['countries-110m', 177, 75, ['SG', 'HK', 'MT', 'BH', 'MU']],
  ['countries-50m', 241, 14, []],
]) {
  const { geometries } = require(`world-atlas/${name}.json`).objects.countries;
  const numbers = new Set(geometries.map((country) => country.id));
  const lacking = all.filter((number) => !numbers.has(number)).map((number) => iso.numericToAlpha2(number)).sort();
  const unnumbered = geometries.filter((country) => country.id === undefined).map((country) => country.properties.name);
  console.log(`${name}: ${geometries.length} shapes, without a number: ${unnumbered.join(', ')}`);
  console.log(`  of ${all.length} countries it lacks ${lacking.length}: ${lacking.join(' ')}`);
  asFound &&= geometries.length === shapes && lacking.length === missing && examples.every((country) => lacking.includes(country))
    && unnumbered.includes('Kosovo') && numbers.has('036') && !numbers.has(36);
}

console.log(asFound ? 'as found' : 'the behaviour has changed');
process.exit(asFound ? 0 : 1);
PROGRAM
node missing.js
