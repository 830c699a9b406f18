using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Footfall.Fuzz.Model;
using Footfall.Fuzz.Wire;

namespace Footfall.Fuzz.Conversations;

/// <summary>
/// Has conversations, over one connection as long as it lasts, and finds faults in what came back: a wrong response, a slow one,
/// or one on the same connection that does not match the next request.
/// </summary>
internal sealed class HttpFuzzer(Uri gateway, ResponseCheck answers, PostedCheck events, PrivacyCheck privacy, ExpectedEvents book) : IDisposable
{
    /// <summary>A request hangs if, each time and alone, it takes this much longer than the simplest one on the same machine.</summary>
    public static readonly TimeSpan MaxDuration = TimeSpan.FromSeconds(1);

    /// <summary>The time after which waiting ends.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    /// <summary>After this long without data, the server is waiting for more of a request that has no end.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(100);

    private const int Attempts = 5;

    private WireConnection? _connection;
    private int _probes;

    /// <returns>The fault, null if there is none; and the time beyond what the API allows.</returns>
    public async Task<(string? Fault, TimeSpan Took)> TryAsync(Conversation conversation)
    {
        TimeSpan extraTime = conversation.Exchanges.Aggregate(TimeSpan.Zero, (sum, exchange) => sum + exchange.ExtraTime);
        long start = Stopwatch.GetTimestamp();
        string? fault;
        try
        {
            using var limit = new CancellationTokenSource(Limit + extraTime);
            fault = await (conversation.IsBroken ? TalkToTheEndAsync(conversation, limit.Token) : TalkAsync(conversation, limit.Token));
        }
        catch (Exception e) when (e is WireFaultException or JsonException or OperationCanceledException or System.Net.Sockets.SocketException)
        {
            fault = e is OperationCanceledException ? "no answer came" : e.Message;
        }

        if (fault is not null)
        {
            HangUp();
        }

        return (fault, Stopwatch.GetElapsedTime(start) - extraTime);
    }

    /// <summary>Repeats a conversation that was slow while others ran too.</summary>
    /// <returns>The fault; null if there is none.</returns>
    public async Task<string?> TryAloneAsync(Conversation conversation)
    {
        for (int attempt = 1; ; attempt++)
        {
            (string? fault, TimeSpan took) = await TryAsync(conversation);
            if (fault is not null || took < MaxDuration || took - (await MeasureAsync() * (conversation.Exchanges.Count + 1)) < MaxDuration)
            {
                return fault;
            }

            if (attempt == Attempts)
            {
                return string.Create(CultureInfo.InvariantCulture, $"it takes {took.TotalSeconds:0.0} s, each time");
            }
        }
    }

    public void Dispose() => HangUp();

    /// <summary>Measures the simplest request on the machine in its current state.</summary>
    private async Task<TimeSpan> MeasureAsync()
    {
        long start = Stopwatch.GetTimestamp();
        using var limit = new CancellationTokenSource(Limit);
        using WireConnection connection = await WireConnection.OpenAsync(gateway, limit.Token);
        await connection.SendAsync("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray(), [], limit.Token);
        await connection.ReadAsync(isHead: false, limit.Token);
        return Stopwatch.GetElapsedTime(start);
    }

    private void HangUp()
    {
        _connection?.Dispose();
        _connection = null;
    }

    private async Task<string?> TalkAsync(Conversation conversation, CancellationToken limit)
    {
        try
        {
            return await TalkOnceAsync(conversation, limit);
        }
        catch (WireFaultException e) when (e.IsEnd && conversation.IsPipelined)
        {
            // The server hangs up after some refusals, and an earlier response under way is then lost because of unread input
            // (RFC 9112, section 9.6). Requested one after another, all responses must arrive complete.
            HangUp();
            return await TalkOnceAsync(conversation with { IsPipelined = false }, limit);
        }
    }

    private async Task<string?> TalkOnceAsync(Conversation conversation, CancellationToken limit)
    {
        _connection ??= await WireConnection.OpenAsync(gateway, limit);
        if (conversation.IsPipelined)
        {
            await _connection.SendAsync([.. conversation.Exchanges.SelectMany(exchange => exchange.Bytes)], conversation.Cuts, limit);
        }

        int sent = conversation.IsPipelined ? conversation.Exchanges.Count : 0;
        int answered = 0;
        bool hasRefusal = false;
        try
        {
            foreach (Exchange exchange in conversation.Exchanges)
            {
                if (!conversation.IsPipelined)
                {
                    sent++;
                    await _connection.SendAsync(exchange.Bytes, conversation.Cuts, limit);
                }

                WireResponse? answer = await _connection.ReadAsync(exchange.IsHead, limit);
                if (answer is null && hasRefusal)
                {
                    // The server need not read the rest of a request that it refuses, nor anything behind it.
                    HangUp();
                    return null;
                }

                if (answer is null && conversation.IsPipelined)
                {
                    throw new WireFaultException("it has no answer", isEnd: true);
                }

                hasRefusal |= answer?.Status >= 400;
                answered++;
                string? fault = exchange.Posted is { } posted ? events.FindFault(posted, answer) : answer is null ? "it has no answer" : null;
                fault ??= privacy.FindFault(exchange, answer) ?? (answer is null ? null : answers.FindFault(answer, exchange));
                if (fault is not null)
                {
                    return $"{fault}; the answer: {answer?.ToString() ?? "none"}";
                }

                if (answer is null or { EndsConnection: true })
                {
                    HangUp();
                    return null;
                }
            }

            return await ProbeAsync(hasRefusal, limit);
        }
        finally
        {
            events.NoteUnanswered(conversation.Exchanges.Take(sent).Skip(answered));
            privacy.NoteUnanswered(conversation.Exchanges.Take(sent).Skip(answered));
        }
    }

    private async Task<string?> TalkToTheEndAsync(Conversation conversation, CancellationToken limit)
    {
        using WireConnection connection = await WireConnection.OpenAsync(gateway, limit);
        Exchange exchange = conversation.Exchanges[0];
        await connection.SendAsync(exchange.Bytes, conversation.Cuts, limit);
        bool hasAnswer = false;
        while (await connection.ReadUntilQuietAsync(exchange.IsHead, Quiet, limit) is { } answer)
        {
            hasAnswer = true;
            if (answer.Status == 202)
            {
                book.AcceptWild(CountAccepted(answer));
            }

            if (answers.FindFault(answer, exchange) is { } fault)
            {
                return $"{fault}; the answer: {answer}";
            }

            if (answer.EndsConnection)
            {
                break;
            }
        }

        if (!hasAnswer && exchange.IsWild)
        {
            book.NoteMaybeWild();
        }

        return null;
    }

    private static int CountAccepted(WireResponse answer)
    {
        using JsonDocument json = JsonDocument.Parse(answer.Body);
        return json.RootElement.TryGetProperty("accepted", out JsonElement accepted) ? accepted.GetInt32() : 1;
    }

    /// <summary>Sends a request that only one response fits: its fault is in the line that the response names.</summary>
    private async Task<string?> ProbeAsync(bool mayHaveEnded, CancellationToken limit)
    {
        int lines = 1 + (_probes++ % 500);
        byte[] probe = Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"POST /api/event HTTP/1.1\r\nHost: localhost\r\nContent-Length: {lines + 1}\r\n\r\n{new string('\n', lines)}x"));
        await _connection!.SendAsync(probe, [], limit);
        WireResponse? answer = await _connection.ReadAsync(isHead: false, limit);
        if (answer is null && mayHaveEnded)
        {
            HangUp();
            return null;
        }

        string expected = string.Create(CultureInfo.InvariantCulture, $"(line {lines + 1}, byte 1)");
        return answer?.Text.Contains(expected, StringComparison.Ordinal) == true ? null : $"the next request is answered: {answer?.ToString() ?? "not at all"}";
    }
}
