using Microsoft.Net.Http.Headers;

namespace Footfall.Collect;

/// <summary>Determines the form of a batch from its content type.</summary>
internal static class BatchForms
{
    private const string SequenceType = "application/json-seq";

    /// <summary>The names by which clients call the same format.</summary>
    private static readonly string[] LineTypes =
    [
        "application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonl", "application/jsonlines", "application/x-jsonlines",
        "application/json-lines", "application/x-json-lines", "application/ldjson", "application/x-ldjson", "application/json-l",
        "text/ndjson", "text/x-ndjson", "text/jsonl", "text/x-jsonl", "text/jsonlines",
    ];

    /// <summary>The content types of every form except an array.</summary>
    public static string[] OfParts => [.. LineTypes, SequenceType];

    public static BatchForm Of(HttpRequest request) =>
        !MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type) ? BatchForm.Array
        : type.MediaType.Equals(SequenceType, StringComparison.OrdinalIgnoreCase) ? BatchForm.Sequence
        : Array.Exists(LineTypes, name => type.MediaType.Equals(name, StringComparison.OrdinalIgnoreCase)) ? BatchForm.Lines
        : BatchForm.Array;
}
