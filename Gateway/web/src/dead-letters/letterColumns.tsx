import type { DeadLetter } from '../api/contract';
import type { Column } from '../controls/DataTable';
import { DecodedEvents } from '../controls/DecodedEvents';
import { Pill } from '../controls/Pill';
import { formatCount } from '../format/numbers';
import { SiteName } from '../format/SiteName';
import { formatMoment } from '../format/times';
import { LetterActions } from './LetterActions';
import { RawBytes } from './RawBytes';
import { reasons } from './filter';

type Act = (letter: DeadLetter, act: 'replay' | 'delete') => void;

export function letterColumns(busyKey: string | null, act: Act): Column<DeadLetter>[] {
  return [
    { name: 'site_id', header: 'Site', render: letter => <SiteName siteId={letter.site_id} /> },
    { name: 'reason', header: 'Reason', render: letter => <Pill tone="bad" mark="✕">{reasons.find(([name]) => name === letter.reason)?.[1] ?? letter.reason}</Pill> },
    { name: 'events', header: 'Events', isNumber: true, render: letter => formatCount(letter.events) },
    { name: 'created_at', header: 'Set aside', render: letter => <span class="no-break" title={letter.key}>{formatMoment(letter.created_at)}</span> },
    {
      name: 'detail', header: 'Detail',
      render: letter => (
        <>
          <p class="letter-detail">{letter.detail}</p>
          <details class="row-details">
            <summary>Inspect</summary>
            <DecodedEvents events={letter.decoded} />
            <RawBytes base64={letter.payload_base64} />
          </details>
        </>
      ),
    },
    { name: 'actions', header: 'Actions', render: letter => <LetterActions letter={letter} isBusy={busyKey !== null} onAct={act} /> },
  ];
}
