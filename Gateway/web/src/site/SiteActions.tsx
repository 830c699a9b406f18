import { useState } from 'preact/hooks';
import type { Site } from '../api/contract';
import { request } from '../api/request';
import { ConfirmDialog } from '../controls/ConfirmDialog';
import type { OutcomeText } from '../controls/Outcome';
import { siteApi } from '../routing/route';
import { MoveDialog } from './MoveDialog';

interface Props {
  site: Site;
  onOutcome: (outcome: OutcomeText) => void;
}

/** The actions of an operator on a site. Actions that make something wait need confirmation. */
export function SiteActions({ site, onOutcome }: Props) {
  const [asking, ask] = useState<'pause' | 'deactivate' | 'move' | null>(null);
  const [isBusy, setBusy] = useState(false);
  const run = async (path: string, done: string) => {
    setBusy(true);
    try {
      await request(`${siteApi(site.site_id)}/${path}`, 'POST');
      onOutcome({ text: done });
    } catch (error) {
      onOutcome({ text: (error as Error).message, isError: true });
    }
    setBusy(false);
    ask(null);
  };
  return (
    <div class="actions" role="group" aria-label="Actions">
      {site.paused_at === null
        ? <button type="button" onClick={() => ask('pause')}>Pause drain</button>
        : (
          <button type="button" class="is-primary"
            onClick={() => run('resume', 'Resumed: the waiting events are being stored.')}>Resume drain</button>
        )}
      <button type="button" disabled={site.grain === null} onClick={() => ask('move')}>Move grain</button>
      <button type="button" disabled={site.grain === null} onClick={() => ask('deactivate')}>Deactivate grain</button>
      {asking === 'pause' && (
        <ConfirmDialog title="Pause the drain of this site?" action="Pause drain" isBusy={isBusy} onCancel={() => ask(null)}
          onConfirm={() => run('pause', 'Paused: events are still accepted and wait in Redis until the drain is resumed.')}>
          <p>Its events are still accepted and wait in Redis, up to the site's limits; above them they are refused. Its statistics do not change until it is resumed, even across restarts.</p>
        </ConfirmDialog>
      )}
      {asking === 'deactivate' && (
        <ConfirmDialog title="Deactivate the grain of this site?" action="Deactivate grain" isBusy={isBusy} onCancel={() => ask(null)}
          onConfirm={() => run('deactivate', 'Deactivated: the grain is activated again by the next event or request.')}>
          <p>It is removed from memory with its cache and its duplicate window, which are read again when the next event or request activates it. Nothing is lost.</p>
        </ConfirmDialog>
      )}
      {asking === 'move' && (
        <MoveDialog from={site.grain?.silo ?? null} isBusy={isBusy} onCancel={() => ask(null)}
          onMove={silo => run(`move?silo=${encodeURIComponent(silo)}`, `Moved: the grain is now on ${silo}.`)} />
      )}
    </div>
  );
}
