using System.Runtime.InteropServices;

namespace Footfall.Days;

/// <summary>Collects events in any order, then sorts them into columns.</summary>
internal sealed class DayBuilder
{
    private readonly List<Row>[] _groups = [.. Enumerable.Range(0, VisitorColumn.Groups).Select(_ => new List<Row>())];
    private readonly Vocabulary<string> _users = new();
    private readonly Vocabulary<string>[] _texts = [.. Enumerable.Range(0, DayColumns.Texts + 1).Select(_ => new Vocabulary<string>())];
    private readonly Vocabulary<long>[] _numbers = [.. Enumerable.Range(0, DayColumns.Numbers).Select(_ => new Vocabulary<long>())];
    private int _count;

    public void Add(in DayEvent e)
    {
        ArgumentNullException.ThrowIfNull(e.EventType);
        if (_count == DaySegment.MaxEvents)
        {
            throw new ArgumentException($"a day segment has at most {DaySegment.MaxEvents} events", nameof(e));
        }

        bool isUser = e.UserId is { Length: > 0 };
        ulong key = isUser ? (ulong)_users.CodeOf(e.UserId!) - 1 : (ulong)e.Visitor.GetValueOrDefault();
        _groups[VisitorColumn.GroupOf(e.IsBot, isUser, e.Visitor is not null)].Add(new Row(key, e.Time, _count++));
        Add(0, e.EventType);
        Add(1, e.Path is { Length: > 0 } path ? path : null);
        Add(2, e.Page);
        Add(3, e.Origin);
        Add(4, e.Client);
        Add(5, e.Props);
        Add(6, e.Currency);
        Add(0, e.EngagedMs);
        Add(1, e.Scroll);
        Add(2, e.ScreenWidth);
        Add(3, e.Revenue);
    }

    public DaySegment Build()
    {
        string[] users = _users.Values;
        int[] ranks = Column<string>.Sort(users);
        int[] arrival = [.. Enumerable.Range(0, _count)];
        Column[] unsorted = DayColumns.InOrder([.. _texts.Select(column => column.ToColumn(arrival))], [.. _numbers.Select(column => column.ToColumn(arrival))]);

        int[] groupRows = new int[VisitorColumn.Groups + 1];
        int[] rows = new int[_count];
        ulong[] keys = new ulong[_count];
        long[] times = new long[_count];
        for (int group = 0, next = 0; group < VisitorColumn.Groups; group++)
        {
            Span<Row> span = CollectionsMarshal.AsSpan(_groups[group]);
            if (group % VisitorColumn.Bots == VisitorColumn.Users)
            {
                foreach (ref Row row in span)
                {
                    row = row with { Visitor = (ulong)ranks[(int)row.Visitor] };
                }
            }
            else if (group % VisitorColumn.Bots == VisitorColumn.Nobody)
            {
                foreach (ref Row row in span)
                {
                    row = row with { Visitor = 0 };
                }
            }

            span.Sort(new RowOrder(unsorted));
            foreach (Row row in span)
            {
                (rows[next], keys[next], times[next]) = (row.Number, row.Visitor, row.Time);
                next++;
            }

            groupRows[group + 1] = next;
        }

        return new DaySegment(
            VisitorColumn.Of(groupRows, keys, users), TimeColumn.Of(times), new DayColumns([.. unsorted.Select(column => column.Select(rows))]));
    }

    private void Add(int column, string? text)
    {
        if (text is null)
        {
            _texts[column].AddNull();
        }
        else
        {
            _texts[column].Add(text);
        }
    }

    private void Add(int column, long? number)
    {
        if (number is null)
        {
            _numbers[column].AddNull();
        }
        else
        {
            _numbers[column].Add(number.Value);
        }
    }

    private readonly record struct Row(ulong Visitor, long Time, int Number);

    private readonly struct RowOrder(Column[] content) : IComparer<Row>
    {
        public int Compare(Row x, Row y)
        {
            int c = x.Visitor.CompareTo(y.Visitor);
            c = c != 0 ? c : x.Time.CompareTo(y.Time);
            for (int i = 0; c == 0 && i < content.Length; i++)
            {
                c = content[i].Codes[x.Number] - content[i].Codes[y.Number];
            }

            return c;
        }
    }
}
