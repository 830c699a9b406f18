import type { Direction } from '../api/contract';

interface Props<Sort extends string> {
  column: { header: string; sort: Sort; isNumber?: boolean };
  order: { sort: Sort; direction: Direction };
  onSort: (sort: Sort) => void;
}

/** A column header that sorts the table, and reverses the order when pressed again. */
export function SortHeader<Sort extends string>({ column, order, onSort }: Props<Sort>) {
  const isSorted = order.sort === column.sort;
  return (
    <th role="columnheader" scope="col" class={`is-sortable ${column.isNumber ? 'is-number' : ''}`}
      {...(isSorted ? { 'aria-sort': order.direction === 'asc' ? 'ascending' as const : 'descending' as const } : {})}>
      <button type="button" onClick={() => onSort(column.sort)}>
        {column.header}
        <span class="sort-mark" aria-hidden="true">{!isSorted ? '↕' : order.direction === 'asc' ? '↑' : '↓'}</span>
      </button>
    </th>
  );
}
