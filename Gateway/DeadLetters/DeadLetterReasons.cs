using System.Text.Json;

namespace Footfall.DeadLetters;

/// <summary>The API's names of dead-letter reasons.</summary>
internal static class DeadLetterReasons
{
    private static readonly Dictionary<string, DeadLetterReason> ByName = Enum.GetValues<DeadLetterReason>().ToDictionary(Name);

    /// <summary>Returns a name such as <c>refused_by_store</c>.</summary>
    public static string Name(DeadLetterReason reason) => JsonNamingPolicy.SnakeCaseLower.ConvertName(reason.ToString());

    public static bool TryParse(string name, out DeadLetterReason reason) => ByName.TryGetValue(name, out reason);
}
