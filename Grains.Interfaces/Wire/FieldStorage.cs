namespace Footfall.Wire;

/// <summary>Where the table keeps a field of an event.</summary>
public enum FieldStorage
{
    /// <summary>Nowhere: the field only affects how the event is stored.</summary>
    None,

    /// <summary>In a text column of its own.</summary>
    Text,

    /// <summary>In a column of its own that is no text.</summary>
    Typed,

    /// <summary>In the attribute set that describes the page.</summary>
    PageSet,

    /// <summary>In the attribute set that describes where the visit came from.</summary>
    OriginSet,

    /// <summary>In the attribute set that describes the visitor's browser and place.</summary>
    ClientSet,

    /// <summary>In the attribute set of the sender's own properties.</summary>
    PropsSet,
}
