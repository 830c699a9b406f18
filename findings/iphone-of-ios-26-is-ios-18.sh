#!/usr/bin/env bash
# What one would guess: "CPU iPhone OS 18_7" in a User-Agent is the version of iOS, as it has been since the first iPhone.
#
# What happens (npm ua-parser-js 1.0.41, device-detector-js 3.0.3): since version 26, Safari leaves the system at 18.x for good, as it did
# with macOS 10.15.7 before; only "Version/" goes on. The parsers report iOS 18.7 for an iPhone with iOS 26, from now on for every newer one.
# Bowser 2.15.1 takes the version of Safari, which is that of the system, and reports 26.1. Other browsers on iOS still say the truth.
#
# Who is hurt: whoever decides by statistics which systems to support. iOS 26 has no visitors there but those of other browsers, and iOS 18
# never goes away.
#
# What to do: from "Version/26" on, take the version of Safari for that of iOS.
#
# Needs: Node.js 20 or newer with npm. Everything else goes to a temporary folder.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{ "private": true }' > package.json
npm install --no-audit --no-fund --loglevel=error ua-parser-js@1.0.41 device-detector-js@3.0.3 bowser@2.15.1 > /dev/null

cat > system.js <<'PROGRAM'
const DeviceDetector = require('device-detector-js');
const UaParser = require('ua-parser-js');
const bowser = require('bowser');

const safari =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1';
let asFound = true;
for (const [parser, version, expected] of [
  ['ua-parser-js', new UaParser(safari).getOS().version, '18.7'],
  ['device-detector-js', new DeviceDetector().parse(safari).os.version, '18.7'],
  ['bowser', bowser.getParser(safari).getOSVersion(), '26.1'],
]) {
  console.log(`${parser}: Safari 26.1 runs on iOS ${version}`);
  asFound &&= version === expected;
}

console.log(asFound ? 'as found' : 'the behaviour has changed');
process.exit(asFound ? 0 : 1);
PROGRAM
node system.js
