namespace Footfall.Simulation.Schedule;

/// <summary>The network between a host and a server: a call may never leave, and its response may never arrive.</summary>
/// <param name="scheduler">The source of decisions on what happens and when.</param>
/// <param name="name">The server's name in the list of steps.</param>
/// <param name="timeout">The time for which a host waits for a response.</param>
/// <param name="unsent">The failure of a call that was never sent.</param>
/// <param name="unanswered">The failure of a call whose outcome is unknown.</param>
internal sealed class Network(Scheduler scheduler, string name, TimeSpan timeout, Func<Exception> unsent, Func<Exception> unanswered)
{
    private const double Unsent = 0.01;
    private const double Unanswered = 0.03;
    private const double Late = 0.5;

    private int _connection;

    /// <summary>Whether anything can be sent.</summary>
    public bool IsUp { get; set; } = true;

    /// <summary>Drops everything on its way to the server; the only sign of that is the broken connection.</summary>
    public void Cut() => _connection++;

    /// <param name="caller">The receiver of the response, if it is alive.</param>
    /// <param name="what">The description in the list of steps.</param>
    /// <param name="serve">The server's work; its exceptions are responses.</param>
    public Task<T> CallAsync<T>(SimulatedProcess caller, string what, Func<T> serve)
    {
        var answer = new TaskCompletionSource<T>();
        if (!IsUp || scheduler.Happens(Unsent))
        {
            scheduler.Add($"{what}: not sent to {name}", caller, () => answer.TrySetException(unsent()));
            return answer.Task;
        }

        bool isAnswered = !scheduler.Happens(Unanswered);
        int connection = _connection;

        // Data sent on a connection that breaks may still arrive long after the host has noticed the break.
        TimeSpan underWay = !isAnswered && scheduler.Happens(Late) ? scheduler.Within(timeout) : TimeSpan.Zero;
        scheduler.AddLater(underWay, $"{name}: {what}", null, () => Arrive(caller, what, serve, connection, isAnswered, answer));
        // A broken connection is noticed at any time, a lost response only when it times out.
        scheduler.Clock.After(isAnswered ? timeout : scheduler.Within(timeout), () =>
        {
            if (!answer.Task.IsCompleted)
            {
                scheduler.Add($"{what}: no answer in time", caller, () => answer.TrySetException(unanswered()));
            }
        });
        return answer.Task;
    }

    private void Arrive<T>(SimulatedProcess caller, string what, Func<T> serve, int connection, bool isAnswered, TaskCompletionSource<T> answer)
    {
        if (connection != _connection)
        {
            scheduler.Add($"{what}: connection broken", caller, () => answer.TrySetException(unanswered()));
            return;
        }

        Action reply;
        try
        {
            T result = serve();
            reply = () => answer.TrySetResult(result);
        }
        catch (Exception e) when (e is not InvalidOperationException)
        {
            reply = () => answer.TrySetException(e);
        }

        if (isAnswered)
        {
            scheduler.Add($"{what}: answer", caller, reply);
        }
    }
}
