namespace Footfall.Dev.Processes;

/// <summary>The signals used to control servers; values as on Linux.</summary>
internal enum Signal
{
    Interrupt = 2,
    Quit = 3,
    Kill = 9,
    Terminate = 15,
    Continue = 18,
    Stop = 19,
}
