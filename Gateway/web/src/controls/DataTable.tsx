import type { ComponentChildren } from 'preact';
import type { Direction } from '../api/contract';
import { SortHeader } from './SortHeader';
import './table.css';

export interface Column<Row, Sort extends string = string> {
  name: string;
  header: string;
  render: (row: Row) => ComponentChildren;
  isNumber?: boolean;
  /** The API's name for sorting by this column. */
  sort?: Sort;
}

interface Props<Row, Sort extends string> {
  caption: string;
  columns: Column<Row, Sort>[];
  rows: Row[];
  keyOf: (row: Row) => string;
  order?: { sort: Sort; direction: Direction };
  onSort?: (sort: Sort) => void;
  /** Identifies a row for programs and styles. */
  markOf?: (row: Row) => string;
}

/**
* A table; on a narrow screen each row is a card with its column names. The roles are explicit because browsers drop those
* of a table with another layout. The first column names the row.
*/
export function DataTable<Row, Sort extends string>({ caption, columns, rows, keyOf, order, onSort, markOf }: Props<Row, Sort>) {
  return (
    <div class="table-box">
      <table role="table">
        <caption class="visually-hidden">{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map(column => column.sort && order && onSort
              ? <SortHeader key={column.name} column={{ ...column, sort: column.sort }} order={order} onSort={onSort} />
              : <th key={column.name} role="columnheader" scope="col" class={column.isNumber ? 'is-number' : ''}>{column.header}</th>)}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map(row => (
            <tr key={keyOf(row)} role="row" data-key={keyOf(row)} data-mark={markOf?.(row)}>
              {columns.map((column, index) => index === 0
                ? <th key={column.name} role="rowheader" scope="row" data-column={column.name}>{column.render(row)}</th>
                : (
                  <td key={column.name} role="cell" data-column={column.name} data-label={column.header} class={column.isNumber ? 'is-number' : ''}>
                    {column.render(row)}
                  </td>
                ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
