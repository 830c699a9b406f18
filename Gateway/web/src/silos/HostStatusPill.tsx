import type { HostStatus } from '../api/contract';
import { Pill, type Tone } from '../controls/Pill';

const looks: Record<HostStatus, [Tone, string]> = {
  active: ['good', '●'], joining: ['plain', '→'], leaving: ['caution', '←'], silent: ['caution', '?'], dead: ['bad', '✕'],
};

export function HostStatusPill({ status }: { status: HostStatus }) {
  const [tone, mark] = looks[status];
  return <Pill tone={tone} mark={mark}>{status}</Pill>;
}
