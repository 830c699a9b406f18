namespace Footfall.Simulation.Redis;

/// <summary>A sorted set. Members of equal score are in order of insertion, not by name, because names contain random epochs.</summary>
internal sealed class SortedSetValue
{
    private readonly List<(string Member, double Score)> _items = [];

    public int Count => _items.Count;

    public IEnumerable<(string Member, double Score)> Items => _items;

    public double? Score(string member) => _items.FindIndex(item => item.Member == member) is >= 0 and int at ? _items[at].Score : null;

    public void Set(string member, double score)
    {
        Remove(member);
        int at = _items.FindIndex(item => item.Score > score);
        _items.Insert(at < 0 ? _items.Count : at, (member, score));
    }

    public bool Remove(string member) => _items.RemoveAll(item => item.Member == member) > 0;

    public SortedSetValue Copy()
    {
        var copy = new SortedSetValue();
        copy._items.AddRange(_items);
        return copy;
    }
}
