using Footfall.Wire;

namespace Footfall.Collect;

/// <summary>The version of the queue's encoding that this gateway writes. Set by one refresher, read for every entry.</summary>
internal sealed class EntryWriteVersion
{
    private volatile byte _value = EntryCodec.OldestWritten;

    public byte Value
    {
        get => _value;
        set => _value = value;
    }
}
