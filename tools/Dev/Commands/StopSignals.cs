using System.Runtime.InteropServices;

namespace Footfall.Dev.Commands;

/// <summary>Turns Ctrl-C, SIGTERM and a closed terminal into a cancellation; further signals have no effect.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;

    public StopSignals() => _registrations =
        [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT }
            .Select(signal => PosixSignalRegistration.Create(signal, Handle))];

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
        {
            registration.Dispose();
        }

        _source.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true;
        if (context.Signal == PosixSignal.SIGHUP)
        {
            // The terminal is gone; writing to it would fail during the stop.
            Console.SetOut(TextWriter.Null);
            Console.SetError(TextWriter.Null);
        }

        _source.Cancel();
    }
}
