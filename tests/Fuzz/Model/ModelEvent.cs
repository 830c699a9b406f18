namespace Footfall.Fuzz.Model;

/// <summary>An event as its sender means it. Two are equal when nobody could tell their rows apart, but for the id.</summary>
/// <param name="Site">Whose.</param>
/// <param name="Type">Its type.</param>
/// <param name="Path">Null without one.</param>
/// <param name="User">Null without one.</param>
/// <param name="Id">Null without one.</param>
/// <param name="Time">Microseconds since 1970 UTC.</param>
internal sealed record ModelEvent(string Site, string Type, string? Path, string? User, string? Id, long Time)
{
    public bool IsView => Type == "page_view";

    /// <summary>What its row holds.</summary>
    public ModelRow Row => new(Type, Path, User, Time);
}
