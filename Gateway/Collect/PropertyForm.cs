namespace Footfall.Collect;

/// <summary>What the JSON value of a property of an event must be.</summary>
internal enum PropertyForm : byte
{
    Text,

    /// <summary>Text that is a time.</summary>
    Timestamp,

    /// <summary>Text that is a host.</summary>
    Hostname,

    /// <summary>Text that is a language of BCP 47; any other text is no language.</summary>
    Language,

    /// <summary>Text that is the full address of a page.</summary>
    Url,

    /// <summary>Text that is an address of a client.</summary>
    Address,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>An amount and a currency.</summary>
    Revenue,

    /// <summary>A flat object of the sender's own.</summary>
    Props,
}
