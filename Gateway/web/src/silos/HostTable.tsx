import type { Host } from '../api/contract';
import { DataTable, type Column } from '../controls/DataTable';
import { Empty } from '../layout/Empty';

interface Props {
  title: string;
  hosts: Host[];
  columns: Column<Host>[];
  empty: string;
}

export function HostTable({ title, hosts, columns, empty }: Props) {
  const active = hosts.filter(host => host.status === 'active').length;
  return (
    <section class="card" aria-label={title}>
      <header><h2>{title}</h2><span class="card-note">{active} active of {hosts.length}</span></header>
      {hosts.length === 0
        ? <Empty title={`No ${title.toLowerCase()}`}>{empty}</Empty>
        : <DataTable caption={title} columns={columns} rows={hosts} keyOf={host => host.address ?? host.name} markOf={host => host.status} />}
    </section>
  );
}
