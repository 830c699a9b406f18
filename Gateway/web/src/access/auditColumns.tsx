import type { AuditEntry } from '../api/accessContract';
import type { Column } from '../controls/DataTable';
import { Pill } from '../controls/Pill';
import { SiteName } from '../format/SiteName';
import { unknown } from '../format/numbers';
import { formatMoment } from '../format/times';
import { describeEnd } from './auditStatus';
import { nameAction } from './auditActions';

export const auditColumns: Column<AuditEntry>[] = [
  { name: 'at', header: 'When', render: entry => <span class="no-break">{formatMoment(entry.at)}</span> },
  { name: 'who', header: 'Who', render: entry => <bdi class="wrap-anywhere">{entry.who}</bdi> },
  { name: 'from', header: 'From', render: entry => entry.from },
  { name: 'what', header: 'What', render: entry => <span class="action">{nameAction(entry.what)}<code class="wrap-anywhere">{entry.what}</code></span> },
  { name: 'site_id', header: 'Site', render: entry => (entry.site_id === null ? unknown : <span class="site-cell"><SiteName siteId={entry.site_id} /></span>) },
  { name: 'of', header: 'Detail', render: entry => <bdi class="wrap-anywhere">{entry.detail ?? unknown}</bdi> },
  {
    name: 'status', header: 'End',
    render: entry => {
      const [tone, mark, words] = describeEnd(entry.status);
      return <Pill tone={tone} mark={mark}>{words}</Pill>;
    },
  },
];
