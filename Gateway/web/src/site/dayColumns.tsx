import type { Day, DayDifference } from '../api/daysContract';
import type { Column } from '../controls/DataTable';
import { formatCount, formatShare } from '../format/numbers';
import { formatDuration } from '../format/times';

export const dayColumns: Column<Day>[] = [
  { name: 'date', header: 'Day', render: day => <span class="no-break">{day.date}</span> },
  { name: 'visitors', header: 'Visitors', isNumber: true, render: day => formatCount(day.visitors) },
  { name: 'visits', header: 'Visits', isNumber: true, render: day => formatCount(day.visits) },
  { name: 'views', header: 'Views', isNumber: true, render: day => formatCount(day.views) },
  { name: 'bounce_rate', header: 'Bounce rate', isNumber: true, render: day => formatShare(day.visits === 0 ? null : day.bounces / day.visits) },
  { name: 'duration', header: 'Visit lasts', isNumber: true, render: day => formatDuration(day.visits === 0 ? null : day.duration_seconds / day.visits) },
];

export const differenceColumns: Column<DayDifference>[] = [
  { name: 'day', header: 'Day', render: difference => <span class="no-break">{difference.day}</span> },
  { name: 'figure', header: 'Figure', render: difference => <bdi class="wrap-anywhere">{difference.figure}{difference.bots && ' of bots'}</bdi> },
  { name: 'answered', header: 'In answers', isNumber: true, render: difference => formatCount(difference.answered) },
  { name: 'counted', header: 'By stored events', isNumber: true, render: difference => formatCount(difference.counted) },
];
