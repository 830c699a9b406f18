import { eventFields, type DecodedEvent } from '../api/contract';

/** Events as far as they could be decoded, each with its fields. */
export function DecodedEvents({ events }: { events: DecodedEvent[] }) {
  if (events.length === 0) return <p class="card-note">No event in it can be read.</p>;
  return (
    <ol class="decoded">
      {events.map((event, index) => (
        <li key={index}>
          {eventFields.filter(name => event[name] != null).map(name => <span key={name}><b>{name}</b> <bdi>{event[name]}</bdi></span>)}
        </li>
      ))}
    </ol>
  );
}
