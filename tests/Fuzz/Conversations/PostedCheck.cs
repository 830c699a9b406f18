using System.Text.Json;
using Footfall.Fuzz.Model;
using Footfall.Fuzz.Wire;
using Footfall.Wire;

namespace Footfall.Fuzz.Conversations;

/// <summary>Compares the response to a post with the model, and notes the events it accepts.</summary>
internal sealed class PostedCheck(ExpectedEvents expected)
{
    private static long Now => EventTime.FromDateTime(DateTime.UtcNow);

    /// <param name="posted">The posted events.</param>
    /// <param name="answer">The response; null if the connection ended without one.</param>
    /// <returns>The fault of the response; null if there is none.</returns>
    public string? FindFault(Posted posted, WireResponse? answer)
    {
        ModelBatch model = Read(posted, Now);
        if (answer is null || (answer.Status == 503 && answer.Text.Contains("may or may not", StringComparison.Ordinal)))
        {
            expected.NoteMaybe(Events(model));
            return answer is null && posted.Body.Length <= posted.Limit / 2 ? "it has no answer" : null;
        }

        if (answer.Status == 413)
        {
            return posted.Body.Length > posted.Limit / (posted.IsNearLimit ? 2 : 1) ? null : "a body that is not too long is refused as one that is";
        }

        if (answer.Status is 503 or 429)
        {
            return null;
        }

        if (posted.ShowsProxy)
        {
            return answer.Status is 400 or 401 or 403 or 415 ? null : "a client behind a proxy is answered in the default mode";
        }

        if (posted.Body.Length > posted.Limit)
        {
            return "a body that is too long is not refused";
        }

        return answer.Status switch
        {
            202 when posted.Form == PostedForm.One => AcceptOne(model),
            202 => AcceptMany(model, answer),
            415 when posted.Form != PostedForm.One => null,
            400 => model.IsUnsure || IsAtEdge(posted) || !(posted.Form == PostedForm.One ? model.Items[0].Event is not null : model.IsTaken) ? null : "what can be taken is refused",
            _ => "that is no answer to events",
        };
    }

    /// <summary>Notes posts that may have been accepted, because they got no response.</summary>
    public void NoteUnanswered(IEnumerable<Exchange> exchanges) =>
        expected.NoteMaybe(exchanges.Where(exchange => exchange.Posted is not null).SelectMany(exchange => Events(Read(exchange.Posted!, Now))));

    private string? AcceptOne(ModelBatch model)
    {
        expected.Accept(Events(model));
        return model.Items[0].Event is null ? $"what is no event is taken: {string.Join("; ", model.Items[0].Faults ?? ["no JSON object"])}" : null;
    }

    private string? AcceptMany(ModelBatch model, WireResponse answer)
    {
        using JsonDocument json = JsonDocument.Parse(answer.Body);
        int accepted = json.RootElement.GetProperty("accepted").GetInt32();
        HashSet<int> rejected = [.. json.RootElement.GetProperty("rejected").EnumerateArray().Select(item => item.GetProperty("index").GetInt32())];
        if (!model.IsTaken)
        {
            return "what is no batch is taken";
        }

        var taken = model.Items.Index().Where(item => !rejected.Contains(item.Index)).Select(item => item.Item).ToList();
        expected.Accept(taken.Where(item => item.Event is not null).Select(item => item.Event!));
        return taken.Count != accepted ? $"{accepted} are accepted and {rejected.Count} rejected of {model.Items.Count}"
            : taken.Any(item => item.Event is null) ? "what is no event is taken"
            : null;
    }

    private static IEnumerable<ModelEvent> Events(ModelBatch model) => model.Items.Where(item => item.Event is not null).Select(item => item.Event!);

    private static ModelBatch Read(Posted posted, long now) => posted.Form == PostedForm.One
        ? new ModelBatch(true, [EventModel.Read(posted.Body, now)])
        : ModelBatch.Read(posted.Body, posted.Form == PostedForm.Lines, now);

    /// <summary>Returns whether a shift by some minutes would change the result.</summary>
    private static bool IsAtEdge(Posted posted)
    {
        const long Minutes = 5 * TimeSpan.MicrosecondsPerMinute;
        return Events(Read(posted, Now - Minutes)).Count() != Events(Read(posted, Now + Minutes)).Count();
    }
}
