namespace Footfall.Access;

/// <summary>Which clients may send events and read statistics without a key.</summary>
public enum AccessMode
{
    /// <summary>Every client, for any site. Only for trials, or behind something that restricts access.</summary>
    Open = 1,

    /// <summary>Every client may send events of sites that an operator has registered; reading needs a key.</summary>
    Registered = 2,
}
