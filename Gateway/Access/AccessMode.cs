namespace Footfall.Access;

/// <summary>Who may send events and read statistics without a key.</summary>
public enum AccessMode
{
    /// <summary>Everybody, of any site. Only for trials, or behind something that keeps others out.</summary>
    Open = 1,

    /// <summary>Everybody may send events of sites that an operator has registered; who reads needs a key.</summary>
    Registered = 2,
}
