#!/usr/bin/env bash
# What one would guess: an IPv6 address that is looked up in a country file for IPv4 is not found, or the reader throws. An IPv4 address in
# the form that a dual-stack socket gives it (::ffff:8.8.8.8) is found in a file that has 8.8.8.8. A private address has no country.
#
# What happens (npm maxmind 5.0.7, @ip-location-db/geo-whois-asn-country-mmdb 2.3.2026061719; NuGet MaxMind.Db 5.2.0 answers the same):
# - The IPv4 file answers an IPv6 address with the country of another network: of the IPv4 addresses that begin with the same 32 bits. An
#   address of a provider in Ireland is in China.
# - ::ffff:8.8.8.8 is nowhere, in the file for both families too. MaxMind's own files find it.
# - 192.168.1.1 is in Australia.
#
# Who is hurt: whoever counts visitors by country. The map is wrong for everybody with IPv6, empty for everybody with IPv4 behind a server
# that listens on both, and shows one's own network as Australians. Nothing fails, and each answer is a valid country code.
#
# What to do: take the file for both families, map ::ffff:a.b.c.d to a.b.c.d, and do not look up private addresses.
#
# Needs: Node.js 20 or newer with npm. Everything else goes to a temporary folder.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{ "private": true, "type": "module" }' > package.json
npm install --no-audit --no-fund --loglevel=error maxmind@5.0.7 @ip-location-db/geo-whois-asn-country-mmdb@2.3.2026061719 > /dev/null

cat > lookup.js <<'PROGRAM'
import maxmind from 'maxmind';

const folder = 'node_modules/@ip-location-db/geo-whois-asn-country-mmdb/geo-whois-asn-country';
const expected = [
  ['-ipv4', '2a00:1450:4001:81b::200e', 'CN'],
  ['-ipv4', '42.0.20.80', 'CN'], // 2a00:1450 as an IPv4 address
  ['', '2a00:1450:4001:81b::200e', 'IE'],
  ['', '8.8.8.8', 'US'],
  ['', '::ffff:8.8.8.8', 'nowhere'],
  ['', '192.168.1.1', 'AU'],
];
let asFound = true;
for (const [family, address, country] of expected) {
  const file = await maxmind.open(`${folder}${family}.mmdb`);
  const found = file.get(address)?.country_code ?? 'nowhere';
  console.log(`${family === '' ? 'both families' : 'IPv4 only'}: ${address} is in ${found}`);
  asFound &&= found === country;
}

console.log(asFound ? 'as found' : 'the behaviour has changed');
process.exit(asFound ? 0 : 1);
PROGRAM
node lookup.js
