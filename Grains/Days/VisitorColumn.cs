namespace Footfall.Days;

/// <summary>
/// Who sent each row. Rows are in six groups (people, then bots; of each the cookieless visitors, the users, and events of no visitor), and
/// the rows of a visitor follow each other.
/// </summary>
internal sealed class VisitorColumn
{
    /// <summary>Cookieless people; +1 users, +2 events of no visitor; + <see cref="Bots"/> the same of bots.</summary>
    public const int Cookieless = 0, Users = 1, Nobody = 2, Bots = 3, Groups = 6;

    private VisitorColumn(int[] groupRows, int[] groupVisitors, int[] starts, ulong[] keys, string[] userIds) =>
        (GroupRows, GroupVisitors, Starts, Keys, UserIds) = (groupRows, groupVisitors, starts, keys, userIds);

    /// <summary>The first row of each group, and the number of rows.</summary>
    public int[] GroupRows { get; }

    /// <summary>The first visitor of each group, and the number of visitors.</summary>
    public int[] GroupVisitors { get; }

    /// <summary>The first row of each visitor.</summary>
    public int[] Starts { get; }

    /// <summary>By visitor: the cookieless id, or the index of the user in <see cref="UserIds"/>. They ascend in each group.</summary>
    public ulong[] Keys { get; }

    /// <summary>The users, of people and bots together, in ascending order.</summary>
    public string[] UserIds { get; }

    public int Count => GroupRows[Groups];

    public long MemoryBytes => (Starts.Length * (sizeof(int) + sizeof(ulong))) + UserIds.Sum(TextMemory.Of);

    public static int GroupOf(bool isBot, bool isUser, bool isCookieless) => (isBot ? Bots : 0) + (isUser ? Users : isCookieless ? Cookieless : Nobody);

    public static VisitorColumn Of(int[] groupRows, ReadOnlySpan<ulong> keyOfRow, string[] userIds)
    {
        int[] groupVisitors = new int[Groups + 1];
        var starts = new List<int>();
        var keys = new List<ulong>();
        for (int group = 0; group < Groups; group++)
        {
            groupVisitors[group] = starts.Count;
            for (int row = groupRows[group]; row < groupRows[group + 1] && group % Bots != Nobody; row++)
            {
                if (row == groupRows[group] || keyOfRow[row] != keyOfRow[row - 1])
                {
                    starts.Add(row);
                    keys.Add(keyOfRow[row]);
                }
            }
        }

        groupVisitors[Groups] = starts.Count;
        return Of(groupRows, groupVisitors, [.. starts], [.. keys], userIds);
    }

    public static VisitorColumn Of(int[] groupRows, int[] groupVisitors, int[] starts, ulong[] keys, string[] userIds) =>
        new(groupRows, groupVisitors, starts, keys, userIds);

    /// <summary>The row after the last of a visitor of this group.</summary>
    public int EndOf(int visitor, int group) => visitor + 1 < GroupVisitors[group + 1] ? Starts[visitor + 1] : GroupRows[group + 1];

    /// <summary>The same visitors, with other indexes of the users.</summary>
    /// <param name="userIds">More users.</param>
    /// <param name="moved">Where each user is now, or null if all are where they were.</param>
    public VisitorColumn Renumber(string[] userIds, int[]? moved)
    {
        ulong[] keys = Keys;
        if (moved is not null)
        {
            keys = [.. Keys];
            for (int group = Users; group < Groups; group += Bots)
            {
                for (int visitor = GroupVisitors[group]; visitor < GroupVisitors[group + 1]; visitor++)
                {
                    keys[visitor] = (ulong)moved[(int)keys[visitor]];
                }
            }
        }

        return new VisitorColumn(GroupRows, GroupVisitors, Starts, keys, userIds);
    }

    /// <summary>The visitors of both, whose users have the same indexes.</summary>
    public VisitorColumn Merge(VisitorColumn added)
    {
        int[] groupRows = new int[Groups + 1];
        int[] groupVisitors = new int[Groups + 1];
        var starts = new List<int>(Starts.Length + added.Starts.Length);
        var keys = new List<ulong>(Starts.Length + added.Starts.Length);
        for (int group = 0; group < Groups; group++)
        {
            int row = groupRows[group] = GroupRows[group] + added.GroupRows[group];
            groupVisitors[group] = starts.Count;
            int end = GroupVisitors[group + 1];
            int addedEnd = added.GroupVisitors[group + 1];
            for (int i = GroupVisitors[group], j = added.GroupVisitors[group]; i < end || j < addedEnd;)
            {
                ulong key = j == addedEnd || (i < end && Keys[i] <= added.Keys[j]) ? Keys[i] : added.Keys[j];
                starts.Add(row);
                keys.Add(key);
                row += i < end && Keys[i] == key ? EndOf(i, group) - Starts[i++] : 0;
                row += j < addedEnd && added.Keys[j] == key ? added.EndOf(j, group) - added.Starts[j++] : 0;
            }
        }

        groupRows[Groups] = Count + added.Count;
        groupVisitors[Groups] = starts.Count;
        return new VisitorColumn(groupRows, groupVisitors, [.. starts], [.. keys], UserIds);
    }

    public VisitorColumn Select(int[] rows)
    {
        int[] groupRows = new int[Groups + 1];
        bool[] used = new bool[UserIds.Length];
        ulong[] all = KeyOfRow();
        ulong[] keys = new ulong[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            int group = GroupOf(rows[i]);
            groupRows[group + 1]++;
            keys[i] = all[rows[i]];
            if (group % Bots == Users)
            {
                used[(int)keys[i]] = true;
            }
        }

        for (int group = 0; group < Groups; group++)
        {
            groupRows[group + 1] += groupRows[group];
        }

        (string[] kept, int[]? moved) = SortedValues.Keep(UserIds, used);
        return Of(groupRows, keys, UserIds).Renumber(kept, moved);
    }

    /// <summary>The key of the visitor of each row, 0 for nobody.</summary>
    private ulong[] KeyOfRow()
    {
        ulong[] keyOfRow = new ulong[Count];
        for (int group = 0; group < Groups; group++)
        {
            for (int visitor = GroupVisitors[group]; visitor < GroupVisitors[group + 1]; visitor++)
            {
                keyOfRow.AsSpan(Starts[visitor]..EndOf(visitor, group)).Fill(Keys[visitor]);
            }
        }

        return keyOfRow;
    }

    private int GroupOf(int row)
    {
        int group = 0;
        while (row >= GroupRows[group + 1])
        {
            group++;
        }

        return group;
    }
}
