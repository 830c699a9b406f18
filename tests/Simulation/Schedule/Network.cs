namespace Footfall.Simulation.Schedule;

/// <summary>What lies between a host and a server: a call may never leave, and its answer may never come.</summary>
/// <param name="scheduler">Decides when, and whether.</param>
/// <param name="name">The server's, for the list of steps.</param>
/// <param name="timeout">How long a host waits for an answer.</param>
/// <param name="unsent">The failure that says: it was never sent.</param>
/// <param name="unanswered">The failure that says nothing.</param>
internal sealed class Network(Scheduler scheduler, string name, TimeSpan timeout, Func<Exception> unsent, Func<Exception> unanswered)
{
    private const double Unsent = 0.01;
    private const double Unanswered = 0.03;
    private const double Late = 0.5;

    private int _connection;

    /// <summary>While false, nothing can be sent.</summary>
    public bool IsUp { get; set; } = true;

    /// <summary>What is on its way to the server does not arrive, and nobody is told so but by the broken connection.</summary>
    public void Cut() => _connection++;

    /// <param name="caller">Who hears the answer, if it lives.</param>
    /// <param name="what">For the list of steps.</param>
    /// <param name="serve">What the server does; its exceptions are answers.</param>
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

        // What went out on a connection that breaks may still arrive long after the host has been told.
        TimeSpan underWay = !isAnswered && scheduler.Happens(Late) ? scheduler.Within(timeout) : TimeSpan.Zero;
        scheduler.AddLater(underWay, $"{name}: {what}", null, () => Arrive(caller, what, serve, connection, isAnswered, answer));
        // A connection that breaks says so at any time, a lost answer only by its absence.
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
