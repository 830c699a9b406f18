import type { Act } from '../api/accessContract';
import type { Column } from '../controls/DataTable';
import { Pill } from '../controls/Pill';
import { SiteName } from '../format/SiteName';
import { unknown } from '../format/numbers';
import { formatMoment } from '../format/times';
import { describeEnd } from './actEnd';
import { nameAct } from './actNames';

export const actColumns: Column<Act>[] = [
  { name: 'at', header: 'When', render: act => <span class="no-break">{formatMoment(act.at)}</span> },
  { name: 'who', header: 'Who', render: act => <bdi class="wrap-anywhere">{act.who}</bdi> },
  { name: 'from', header: 'From', render: act => act.from },
  { name: 'what', header: 'What', render: act => <span class="act">{nameAct(act.what)}<code class="wrap-anywhere">{act.what}</code></span> },
  { name: 'site_id', header: 'Site', render: act => (act.site_id === null ? unknown : <span class="site-cell"><SiteName siteId={act.site_id} /></span>) },
  { name: 'of', header: 'Detail', render: act => <bdi class="wrap-anywhere">{act.detail ?? unknown}</bdi> },
  {
    name: 'status', header: 'End',
    render: act => {
      const [tone, mark, words] = describeEnd(act.status);
      return <Pill tone={tone} mark={mark}>{words}</Pill>;
    },
  },
];
