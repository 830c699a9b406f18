// The responses of /api/sites/{site_id}/days and of the audit of days, as described by /openapi/v1.json.

export interface DayFigures {
  visitors: number;
  visits: number;
  views: number;
  events: number;
  bounces: number;
  /** The sum over all visits. */
  duration_seconds: number;
}

export interface Day extends DayFigures {
  /** YYYY-MM-DD in the time zone of the response. */
  date: string;
}

export interface Days {
  time_zone: string;
  /** In the order of dates; those without events are left out. */
  days: Day[];
}

export interface DayDifference {
  day: string;
  /** Whether the figure is of bots; otherwise of people. */
  bots: boolean;
  /** Its name; that of an entry or exit page has the path behind a space. */
  figure: string;
  /** Its value by the stored events. */
  counted: number;
  /** Its value in answers. */
  answered: number;
}

export interface DayAudit {
  /** Days that were compared. */
  days: number;
  /** Figures that differed. */
  found: number;
  /** The first thousand of them, by day. */
  differences: DayDifference[];
  /** Figures that still differ after their days were counted again; null if that was not asked for, or not needed. */
  left: number | null;
}
