import type { Erasure } from '../api/privacyContract';
import type { Column } from '../controls/DataTable';
import { Pill } from '../controls/Pill';
import { formatCount } from '../format/numbers';
import { formatMoment } from '../format/times';
import { describeErasure, describeState } from './erasures';

export const erasureColumns: Column<Erasure>[] = [
  { name: 'kind', header: 'What', render: erasure => describeErasure(erasure) },
  { name: 'requested_at', header: 'Requested', render: erasure => <span class="no-break">{formatMoment(erasure.requested_at)}</span> },
  {
    name: 'state', header: 'State',
    render: ({ state }) => <Pill tone={state === 'done' ? 'good' : 'plain'} mark={state === 'done' ? '✓' : '…'}>{describeState(state)}</Pill>,
  },
  { name: 'events', header: 'Stored events erased', isNumber: true, render: erasure => formatCount(erasure.events) },
  { name: 'dead_letters', header: 'Dead letters erased', isNumber: true, render: erasure => formatCount(erasure.dead_letters) },
  { name: 'finished_at', header: 'Finished', render: erasure => <span class="no-break">{formatMoment(erasure.finished_at)}</span> },
];
