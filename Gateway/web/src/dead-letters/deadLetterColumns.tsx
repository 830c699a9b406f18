import type { DeadLetter } from '../api/contract';
import type { Column } from '../controls/DataTable';
import { DecodedEvents } from '../controls/DecodedEvents';
import { Pill } from '../controls/Pill';
import { formatCount } from '../format/numbers';
import { SiteName } from '../format/SiteName';
import { formatMoment } from '../format/times';
import { DeadLetterActions } from './DeadLetterActions';
import { RawBytes } from './RawBytes';
import { reasons } from './filter';

type Act = (deadLetter: DeadLetter, act: 'replay' | 'delete') => void;

export function deadLetterColumns(busyKey: string | null, act: Act): Column<DeadLetter>[] {
  return [
    { name: 'site_id', header: 'Site', render: deadLetter => <SiteName siteId={deadLetter.site_id} /> },
    { name: 'reason', header: 'Reason', render: deadLetter => <Pill tone="bad" mark="✕">{reasons.find(([name]) => name === deadLetter.reason)?.[1] ?? deadLetter.reason}</Pill> },
    { name: 'events', header: 'Events', isNumber: true, render: deadLetter => formatCount(deadLetter.events) },
    { name: 'created_at', header: 'Set aside', render: deadLetter => <span class="no-break" title={deadLetter.key}>{formatMoment(deadLetter.created_at)}</span> },
    {
      name: 'detail', header: 'Detail',
      render: deadLetter => (
        <>
          <p class="letter-detail">{deadLetter.detail}</p>
          <details class="row-details">
            <summary>Inspect</summary>
            <DecodedEvents events={deadLetter.decoded} />
            <RawBytes base64={deadLetter.payload_base64} />
          </details>
        </>
      ),
    },
    { name: 'actions', header: 'Actions', render: deadLetter => <DeadLetterActions deadLetter={deadLetter} isBusy={busyKey !== null} onAct={act} /> },
  ];
}
