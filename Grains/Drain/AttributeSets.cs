using System.IO.Hashing;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Footfall.Wire;

namespace Footfall.Drain;

/// <summary>
/// The numbers of a site's attribute sets, as far back as its size allows: a set that is not found gets a new number, so forgetting one
/// costs some bytes and nothing else. Like a duplicate window it is valid only for the fencing token with which it was loaded.
/// </summary>
/// <param name="next">The number of the site's next set.</param>
/// <param name="size">Number of sets after which the older half of them is forgotten.</param>
internal sealed class AttributeSets(int next, int size = AttributeSets.Size)
{
    /// <summary>Sets that are loaded, and about half of those that are kept.</summary>
    private const int Size = 20_000;

    /// <summary>Approximate memory use of a set: a dictionary slot.</summary>
    private const int BytesPerSet = 64;

    /// <summary>The hashes stay in this process. Without their seed, no sender can make a set that is taken for another one.</summary>
    private static readonly long Seed = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));

    private readonly AttributeText _text = new();

    /// <summary>Numbers by the hash of an event's bytes, so that the text of a set in use need not be made.</summary>
    private readonly Dictionary<UInt128, int> _byBytes = [];

    /// <summary>Numbers by the hash of the text; in the second those that were in use before the others.</summary>
    private Dictionary<UInt128, int> _latest = [];
    private Dictionary<UInt128, int> _earlier = [];

    /// <summary>The number of the next set.</summary>
    public int Next { get; private set; } = next;

    /// <summary>Number of sets kept; those in use since others were forgotten count twice.</summary>
    public int Count => _latest.Count + _earlier.Count;

    /// <summary>Approximate memory use.</summary>
    public long Bytes => (long)(Count + _byBytes.Count) * BytesPerSet;

    /// <summary>Loads the site's latest sets from the store.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public static async Task<AttributeSets> LoadAsync(IEventStore store, string siteId) => Of(await store.LoadAttributesAsync(siteId, Size));

    /// <summary>Returns the sets that were loaded from the store.</summary>
    public static AttributeSets Of(StoredAttributes stored)
    {
        var sets = new AttributeSets(stored.Next);
        foreach (AttributeRange range in stored.Latest)
        {
            for (int i = 0; i < range.Sets.Count; i++)
            {
                if (range.Sets[i] is { } text)
                {
                    sets._earlier[HashOf(Encoding.UTF8.GetBytes(text))] = range.FirstId + i;
                }
            }
        }

        return sets;
    }

    /// <summary>
    /// Returns the number of an event's set of a group. From then on these are the sets of a state in which it is stored: if it is not committed, they must
    /// be discarded.
    /// </summary>
    /// <param name="view">An event in a queue entry.</param>
    /// <param name="present">The bits of its fields.</param>
    /// <param name="group">The group.</param>
    /// <param name="added">Receives the set if its number is new.</param>
    /// <returns>The number; 0, which is none, if the event has no field of the group, or the site has used up all numbers.</returns>
    public int Assign(in EventView view, uint present, AttributeGroup group, ICollection<string> added)
    {
        present &= group.Mask;
        if (present == 0)
        {
            return 0;
        }

        // The fields of a group are neighbours in the entry. All lengths but the first lie between them: with it, the bytes are unambiguous.
        var first = (EventField)BitOperations.TrailingZeroCount(present);
        ReadOnlySpan<byte> bytes = view.Between(first, (EventField)BitOperations.Log2(present));
        UInt128 hash = XxHash128.HashToUInt128(bytes, Seed ^ (((long)view[first].Length << 32) | present));
        if (!_byBytes.TryGetValue(hash, out int id))
        {
            ReadOnlySpan<byte> text = _text.Write(view, group);
            id = text.IsEmpty ? 0 : Assign(text, added);
            _byBytes.Add(hash, id);
        }

        return id;
    }

    /// <inheritdoc cref="Assign(in EventView, uint, AttributeGroup, ICollection{string})"/>
    internal int Assign(ReadOnlySpan<byte> text, ICollection<string> added)
    {
        UInt128 hash = HashOf(text);
        if (_latest.TryGetValue(hash, out int id))
        {
            return id;
        }

        if (!_earlier.TryGetValue(hash, out id))
        {
            if (Next == int.MaxValue)
            {
                return 0;
            }

            id = Next++;
            added.Add(Encoding.UTF8.GetString(text));
        }

        _latest.Add(hash, id);
        return id;
    }

    /// <summary>Forgets the sets that were in use longest ago, if there are too many.</summary>
    public void Trim()
    {
        if (_latest.Count >= size)
        {
            (_latest, _earlier) = ([], _latest);
            _byBytes.Clear();
        }
        else if (_byBytes.Count >= 2 * size)
        {
            _byBytes.Clear();
        }
    }

    private static UInt128 HashOf(ReadOnlySpan<byte> text) => XxHash128.HashToUInt128(text, Seed);
}
