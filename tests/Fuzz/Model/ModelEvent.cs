namespace Footfall.Fuzz.Model;

/// <summary>An event as intended by its sender. Two are equal if their rows cannot be told apart, except by the id.</summary>
/// <param name="Site">Its site.</param>
/// <param name="Type">Its type.</param>
/// <param name="Path">Its path; null if it has none.</param>
/// <param name="User">Its user; null if it has none.</param>
/// <param name="Id">Its id; null if it has none.</param>
/// <param name="Time">Microseconds since 1970 UTC.</param>
/// <param name="Details">All else.</param>
internal sealed record ModelEvent(string Site, string Type, string? Path, string? User, string? Id, long Time, ModelDetails Details)
{
    public bool IsView => Type == "page_view";

    /// <summary>The contents of its row.</summary>
    public ModelRow Row => new(Type, Path, User, Time, Details with { Others = "" });
}
