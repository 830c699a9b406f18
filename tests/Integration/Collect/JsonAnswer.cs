using System.Text.Json;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Collect;

/// <summary>The form that every refusal has, whatever was wrong.</summary>
internal static class JsonAnswer
{
    private static readonly string[] Leaks = ["Exception", "   at ", "Footfall.", "System."];

    /// <summary>Fails unless the answer is JSON with <c>success</c> false and a reason, and tells nothing of the inside.</summary>
    /// <returns>The reason.</returns>
    public static string AssertRefusal(Answer answer, int status)
    {
        Assert.True(answer.Status == status, $"{status} expected, but: {answer}");
        Assert.Equal("application/json; charset=utf-8", answer.ContentType);
        using JsonDocument json = JsonDocument.Parse(answer.Body);
        Assert.False(json.RootElement.GetProperty("success").GetBoolean());
        string error = json.RootElement.GetProperty("error").GetString()!;
        Assert.NotEmpty(error);
        Assert.All(Leaks, leak => Assert.DoesNotContain(leak, answer.Body, StringComparison.Ordinal));
        return error;
    }
}
