import type { AccessMode } from '../api/accessContract';
import { useSession } from '../session/useSession';

const today: Record<Exclude<AccessMode, 'registered'>, string> = {
  local: "No access mode is set: clients on the gateway's machine may send events of any site, read all statistics and use these pages, without a key. Others are refused.",
  open: 'Access:Mode is Open: any client that reaches the gateway may send events of any site and read all statistics, without a key.',
};

/** Explains, where access is not limited to registered sites and keys, what that means and how to change it. */
export function ModeNote() {
  const mode = useSession().session?.mode;
  if (mode === undefined || mode === 'registered') return null;
  return (
    <section class="mode-note" aria-label="Access mode">
      <p><strong>Sites need not be registered here.</strong> {today[mode]}</p>
      <p>
        What you set on these pages is stored, and takes effect once the gateways run with <code>Access:Mode=Registered</code>: then only events of registered
        sites are accepted, from their allowed origins or with their write keys; reading needs a key; and these pages ask for an operator's key, so
        create one first.
      </p>
    </section>
  );
}
